package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * The second half of a rollback take: the down scripts, after the migration itself. The first
 * rollback take inspects each statement as the facts take does; the others only keep time.
 *
 * @param inspected whether the statements were inspected, in which case their times are never
 *     quoted
 * @param statements what the down scripts did; indexes count from 1 anew
 * @param transactions their transactions
 * @param compared what was different afterwards, or null where nobody compared or a statement
 *     failed
 */
public record WayBack(
    boolean inspected,
    List<StatementRun> statements,
    List<TransactionRun> transactions,
    Comparison compared) {

  public WayBack {
    statements = List.copyOf(statements);
    transactions = List.copyOf(transactions);
  }

  /**
   * The database before the migration and after the way back.
   *
   * @param schema how the schema differs, by name; empty if it is restored
   * @param tables the tables whose rows were compared: those on which the migration or the way back
   *     held a lock under which rows can change
   * @param rows those of them whose rows differ
   * @param gaps what could not be compared, one sentence each
   */
  public record Comparison(
      List<SchemaChange> schema, List<String> tables, List<RowsChanged> rows, List<String> gaps) {
    public Comparison {
      schema = List.copyOf(schema);
      tables = List.copyOf(tables);
      rows = List.copyOf(rows);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * A table whose rows are not what they were.
   *
   * @param relation {@code schema.name}
   * @param rowsBefore how many there were
   * @param rowsAfter how many there are, or null if the table is gone
   * @param columns the columns whose values differ or are gone
   */
  public record RowsChanged(
      String relation, long rowsBefore, Long rowsAfter, List<String> columns) {
    public RowsChanged {
      columns = List.copyOf(columns);
    }
  }
}
