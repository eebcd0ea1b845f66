package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * The migration up, then down again: what a rollback take did after the migration itself.
 *
 * @param scripts the down scripts, in the order in which they ran
 * @param statements what they did; indexes count from 1 anew
 * @param transactions their transactions
 * @param schema how the schema differs from the one before the migration; empty if it is restored
 * @param rows tables whose rows differ from those before the migration
 */
public record WayBack(
    List<SourceFile> scripts,
    List<StatementRun> statements,
    List<TransactionRun> transactions,
    List<SchemaChange> schema,
    List<RowsChanged> rows) {

  public WayBack {
    scripts = List.copyOf(scripts);
    statements = List.copyOf(statements);
    transactions = List.copyOf(transactions);
    schema = List.copyOf(schema);
    rows = List.copyOf(rows);
  }

  /**
   * A table whose rows are not what they were.
   *
   * @param relation {@code schema.name}
   * @param rowsBefore how many there were
   * @param rowsAfter how many there are
   * @param columns the columns whose values differ, as far as that is known
   */
  public record RowsChanged(
      String relation, long rowsBefore, long rowsAfter, List<String> columns) {
    public RowsChanged {
      columns = List.copyOf(columns);
    }
  }
}
