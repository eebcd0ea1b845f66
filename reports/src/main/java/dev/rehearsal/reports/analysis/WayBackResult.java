package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.WayBack;
import java.util.List;
import java.util.Objects;

/**
 * What the rollback takes say about the way back: its statements, judged as the migration's are.
 *
 * @param statements one for each statement of the down scripts; indexes count from 1 anew
 * @param findings about those statements and no others; they do not decide the verdict
 * @param restored whether schema and rows are what they were, or null if that is not known
 * @param notRestored how the schema differs from the one before the migration
 * @param rowsChanged the tables whose rows differ from those before the migration
 * @param comparedTables the tables whose rows were compared
 * @param totalNanos the whole way back, or null where it was not timed
 */
public record WayBackResult(
    List<StatementResult> statements,
    List<Finding> findings,
    Boolean restored,
    List<SchemaChange> notRestored,
    List<WayBack.RowsChanged> rowsChanged,
    List<String> comparedTables,
    Spread totalNanos) {

  public WayBackResult {
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
    notRestored = List.copyOf(notRestored);
    rowsChanged = List.copyOf(rowsChanged);
    comparedTables = List.copyOf(comparedTables);
  }

  /** What the recording says of the way back, or null if none was taken. */
  static WayBackResult of(Recording recording) {
    List<Take> takes =
        recording.takes(TakeKind.ROLLBACK).stream()
            .filter(take -> take.wayBack() != null)
            .map(WayBackResult::asMigration)
            .toList();
    if (takes.isEmpty()) {
      return null;
    }
    Recording back = recording.withTakes(takes);
    Evidence evidence = Evidence.of(back);
    WayBack.Comparison compared = compared(recording);
    return new WayBackResult(
        evidence.statements(),
        new WorkFindings(evidence).all().stream().map(WayBackResult::onTheWayBack).toList(),
        compared == null ? null : compared.schema().isEmpty() && compared.rows().isEmpty(),
        compared == null ? List.of() : compared.schema(),
        compared == null ? List.of() : compared.rows(),
        compared == null ? List.of() : compared.tables(),
        BudgetCheck.total(back));
  }

  /** The comparison of the take that made one, or null. */
  static WayBack.Comparison compared(Recording recording) {
    return recording.takes(TakeKind.ROLLBACK).stream()
        .map(Take::wayBack)
        .filter(Objects::nonNull)
        .map(WayBack::compared)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Inspected or timed, it is what a facts take or a timing take of the down scripts would be. */
  private static Take asMigration(Take take) {
    WayBack wayBack = take.wayBack();
    return new Take(
        wayBack.inspected() ? TakeKind.FACTS : TakeKind.TIMING,
        take.number(),
        take.incomplete(),
        List.of(),
        wayBack.statements(),
        wayBack.transactions(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        null);
  }

  private static Finding onTheWayBack(Finding finding) {
    return new Finding(
        finding.name(),
        finding.severity(),
        finding.statement(),
        finding.relation(),
        "on the way back, " + finding.evidence().replace("timing take", "rollback take"),
        finding.effect(),
        finding.remedy());
  }

  /** The statement of the way back that failed, or null. */
  static StatementRun failed(Recording recording) {
    return recording.takes(TakeKind.ROLLBACK).stream()
        .filter(take -> take.wayBack() != null)
        .flatMap(take -> take.wayBack().statements().stream())
        .filter(run -> run.outcome() == StatementRun.Outcome.FAILED)
        .findFirst()
        .orElse(null);
  }
}
