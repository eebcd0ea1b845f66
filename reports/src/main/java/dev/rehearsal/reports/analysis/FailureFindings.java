package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.TransactionRun;
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
            + (committed(statement.index())
                ? "; what was committed before it stays"
                : "; nothing was committed before it"),
        remedy(statement.sqlState()));
  }

  /** Whether in any take that failed there something had been committed. */
  private boolean committed(int index) {
    return evidence.recording().takes().stream()
        .filter(take -> take.kind() != TakeKind.DRILL)
        .filter(take -> take.statements().stream().anyMatch(run -> failed(run, index)))
        .flatMap(take -> take.transactions().stream())
        .anyMatch(transaction -> transaction.end() == TransactionRun.End.COMMIT);
  }

  private static String remedy(String sqlState) {
    if (SqlState.DEADLOCK_DETECTED.equals(sqlState)) {
      return "It asked for a lock while it held others that somebody waited for, who held what it"
          + " asked for; the server ended one of the two, and may end the application's statement next"
          + " time. Take the strongest lock before anything else in the transaction, or do the work"
          + " that needs the weaker lock, such as changing rows, in a transaction of its own before it;"
          + " then set lock_timeout and retry.";
    }
    if (SqlState.LOCK_NOT_AVAILABLE.equals(sqlState)) {
      return "Its lock_timeout ended the wait, which is what that is for: run it again.";
    }
    return FindingKind.STATEMENT_FAILED.remedy();
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
