package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code not-restored}: one for each table whose schema is not what it was after migration and way
 * back, or one for a way back that fails. {@code data-lost}: one for each table that lost rows or
 * values on the way.
 */
final class WayBackFindings {

  private final Evidence evidence;

  WayBackFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    StatementRun failed = WayBackResult.failed(evidence.recording());
    if (failed != null) {
      return List.of(failure(failed));
    }
    WayBack.Comparison compared = WayBackResult.compared(evidence.recording());
    List<Finding> findings = new ArrayList<>();
    if (compared != null) {
      byTable(compared.schema()).forEach((table, changes) -> findings.add(schema(table, changes)));
      compared.rows().forEach(rows -> findings.add(rows(rows)));
    }
    return findings;
  }

  private static Finding failure(StatementRun run) {
    return new Finding(
        FindingKind.NOT_RESTORED.id(),
        Severity.ERROR,
        null,
        null,
        Labels.place(run)
            + " of the way back failed with SQLSTATE "
            + (run.sqlState() == null ? "unknown" : run.sqlState())
            + (run.message() == null ? "" : ": " + run.message())
            + " (in a rollback take)",
        "the way back stops at "
            + Labels.place(run)
            + ": the database is neither what it was nor what it should become",
        "Correct the down script, and rehearse it again.");
  }

  /** By table; what belongs to none stands under its own name. */
  private static Map<String, List<SchemaChange>> byTable(List<SchemaChange> changes) {
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                change -> change.relation() == null ? change.object() : change.relation(),
                TreeMap::new,
                Collectors.toList()));
  }

  private static Finding schema(String table, List<SchemaChange> changes) {
    boolean order = changes.stream().allMatch(Differences::onlyOrder);
    return new Finding(
        FindingKind.NOT_RESTORED.id(),
        order ? Severity.INFO : Severity.WARN,
        null,
        table,
        Differences.sentences(changes)
            + " (the catalogs before the migration and after the way back, exact)",
        order
            ? "the columns of "
                + table
                + " stand in another order than before, which only statements notice that name no"
                + " columns"
            : "after the way back " + table + " has a schema that nobody has tested",
        order
            ? "Nothing, if every statement names its columns."
            : FindingKind.NOT_RESTORED.remedy());
  }

  private static Finding rows(WayBack.RowsChanged rows) {
    boolean more = rows.rowsAfter() != null && rows.rowsAfter() > rows.rowsBefore();
    FindingKind kind = more ? FindingKind.NOT_RESTORED : FindingKind.DATA_LOST;
    return new Finding(
        kind.id(),
        more ? Severity.WARN : Severity.ERROR,
        null,
        rows.relation(),
        counts(rows)
            + " (counted and compared by hash, before the migration and after the way back)",
        more
            ? "rows that the migration added to "
                + rows.relation()
                + " stay in it after the way back"
            : "going back does not bring back " + lost(rows) + " of " + rows.relation(),
        more ? "Delete in the down script what the migration added." : kind.remedy());
  }

  private static String counts(WayBack.RowsChanged rows) {
    String before = Figures.count(rows.rowsBefore(), "row", "rows");
    if (rows.rowsAfter() == null) {
      return rows.relation() + " had " + before + " and is gone";
    }
    String columns = rows.columns().isEmpty() ? "" : "; not the same: " + columns(rows);
    return rows.relation()
        + " had "
        + before
        + " and has "
        + Figures.count(rows.rowsAfter())
        + columns;
  }

  private static String lost(WayBack.RowsChanged rows) {
    return rows.columns().isEmpty() ? "the rows" : "the values of " + columns(rows);
  }

  private static String columns(WayBack.RowsChanged rows) {
    return String.join(", ", rows.columns());
  }
}
