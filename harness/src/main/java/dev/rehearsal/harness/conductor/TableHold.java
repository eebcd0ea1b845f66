package dev.rehearsal.harness.conductor;

import dev.rehearsal.reports.postgres.LockMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A transaction of ours that holds a lock on tables, and no snapshot: a snapshot would be waited
 * for to the end by CREATE INDEX CONCURRENTLY. Not safe for threads.
 */
final class TableHold {

  private final Connection connection;
  private boolean open;

  /** The connection belongs to the caller. */
  TableHold(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock, or nothing if it cannot be had at once.
   *
   * @param tables for LOCK TABLE, separated by commas
   */
  boolean take(String tables, LockMode mode) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      open = true;
      statement.execute("BEGIN");
      statement.execute("LOCK TABLE " + tables + " IN " + mode.sqlName() + " MODE NOWAIT");
      return true;
    } catch (SQLException refused) {
      // Held by the statement, dropped by it, or more tables than fit: all the same, no hold.
      release();
      return false;
    }
  }

  void release() throws SQLException {
    if (open) {
      open = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }
}
