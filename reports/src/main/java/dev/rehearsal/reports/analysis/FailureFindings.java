package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.List;

/** {@code statement-failed}: one for each statement that failed in any take. */
final class FailureFindings {

  private final Evidence evidence;

  FailureFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    return evidence.statements().stream()
        .filter(each -> each.outcome() == StatementRun.Outcome.FAILED)
        .map(this::finding)
        .toList();
  }

  private Finding finding(StatementResult statement) {
    return new Finding(
        FindingKind.STATEMENT_FAILED.id(),
        Severity.ERROR,
        statement.index(),
        null,
        "SQLSTATE "
            + (statement.sqlState() == null ? "unknown" : statement.sqlState())
            + (statement.message() == null ? "" : ": " + statement.message())
            + " (in "
            + String.join(", ", takes(statement.index()))
            + ")",
        "the migration stops at "
            + evidence.labels().statement(statement.index())
            + "; what was committed before it stays",
        FindingKind.STATEMENT_FAILED.remedy());
  }

  private List<String> takes(int index) {
    return evidence.recording().takes().stream()
        .filter(take -> take.kind() != TakeKind.DRILL)
        .filter(take -> take.statements().stream().anyMatch(run -> failed(run, index)))
        .map(Labels::take)
        .toList();
  }

  private static boolean failed(StatementRun run, int index) {
    return run.index() == index && run.outcome() == StatementRun.Outcome.FAILED;
  }
}
