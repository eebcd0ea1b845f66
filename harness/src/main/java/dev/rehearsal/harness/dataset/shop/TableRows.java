package dev.rehearsal.harness.dataset.shop;

import java.sql.SQLException;
import java.util.List;

/**
 * The rows of one table. Keeps its place, so one instance writes the table once; not safe for
 * threads.
 */
public interface TableRows {

  String table();

  /** The columns that each row fills, in order. */
  List<String> columns();

  /** How many rows there are; their keys are 1 to this. */
  long count();

  /**
   * Writes one row.
   *
   * @param id its key; called, or {@link #skip}, with 1, 2, 3 … in order
   */
  void write(long id, CopyBuffer out) throws SQLException;

  /**
   * Passes over a row that another writer writes.
   *
   * @param id as in {@link #write}
   */
  default void skip(long id) {}

  /** The statement whose input the rows are. */
  default String copyStatement() {
    return "COPY " + table() + " (" + String.join(", ", columns()) + ") FROM STDIN (FORMAT binary)";
  }
}
