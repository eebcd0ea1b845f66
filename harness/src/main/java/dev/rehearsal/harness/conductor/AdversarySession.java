package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Adversary;
import dev.rehearsal.harness.database.TakeDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A session that holds a table and does nothing else. Every call of it is bounded by timeouts of
 * the server. Closing it ends its transaction. Used by one thread at a time.
 */
final class AdversarySession implements AutoCloseable {

  /** The name as users read it; the server reads it without minding reserved words. */
  private static final String QUOTED =
      "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.oid = pg_catalog.to_regclass(?)";

  private final Connection connection;

  AdversarySession(TakeDatabase database) throws SQLException {
    connection = database.connect(Sessions.ADVERSARY);
    try (Statement settings = connection.createStatement()) {
      settings.execute("SET lock_timeout = '250ms'");
      settings.execute("SET statement_timeout = '2s'");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The table's name for SQL text.
   *
   * @throws SQLException if there is no such table
   */
  String quoted(String relation) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(QUOTED)) {
      question.setString(1, relation);
      try (ResultSet row = question.executeQuery()) {
        if (!row.next()) {
          throw new SQLException(relation + " is not there");
        }
        return row.getString(1);
      }
    }
  }

  /**
   * Takes the table, in a transaction that stays open.
   *
   * @param table quoted for SQL text
   * @throws SQLException if it cannot be had; then nothing is held
   */
  void hold(String table, Adversary as) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (as == Adversary.LONG_READ) {
        statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        statement.execute("SELECT 1 FROM " + table + " LIMIT 1");
      } else {
        // What an UPDATE holds but for its row, for which others would wait on its own account.
        statement.execute("BEGIN");
        statement.execute("LOCK TABLE " + table + " IN " + as.mode().sqlName() + " MODE");
      }
    } catch (SQLException refused) {
      release();
      throw refused;
    }
  }

  void release() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
