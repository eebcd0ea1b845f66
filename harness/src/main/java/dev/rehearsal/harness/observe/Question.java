package dev.rehearsal.harness.observe;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A query that the server plans once and is then asked again and again. Planning it every time
 * would cost the machine ten times as much, and what is observed with it: sessions are in simple
 * query mode, in which the driver prepares nothing. Not safe for threads.
 */
final class Question implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String name = "rehearse_question_" + NAMES.incrementAndGet();
  private final Statement statement;

  /** The connection belongs to the caller. */
  Question(Connection connection, String sql) throws SQLException {
    statement = connection.createStatement();
    statement.execute("PREPARE " + name + " AS " + sql);
  }

  /** The answer now; valid until it is asked again. */
  ResultSet ask() throws SQLException {
    return statement.executeQuery("EXECUTE " + name);
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      statement.execute("DEALLOCATE " + name);
    }
  }
}
