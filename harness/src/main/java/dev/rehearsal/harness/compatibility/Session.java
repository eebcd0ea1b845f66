package dev.rehearsal.harness.compatibility;

import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session of the application, with its prepared statements. SQL's PREPARE goes the same way in
 * the server as a driver's Parse message, parameter types left to the server.
 */
final class Session {

  private static final String BEGIN =
      "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'";

  private final Connection connection;
  private final Set<String> prepared = new HashSet<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  boolean knows(String name) {
    return prepared.contains(name);
  }

  /** Prepares a statement; the server's error, or null if it could. */
  SQLException prepare(String name, String sql) throws SQLException {
    SQLException failure = inTransaction("PREPARE " + RelationName.identifier(name) + " AS " + sql);
    if (failure == null) {
      prepared.add(name);
    }
    return failure;
  }

  SQLException executeAndRollBack(String name, List<String> values) throws SQLException {
    String arguments = values.stream().map(Session::literal).collect(Collectors.joining(", "));
    return inTransaction(
        "EXECUTE "
            + RelationName.identifier(name)
            + (values.isEmpty() ? "" : "(" + arguments + ")"));
  }

  void forget(String name) throws SQLException {
    prepared.remove(name);
    execute("DEALLOCATE " + RelationName.identifier(name));
  }

  private SQLException inTransaction(String sql) throws SQLException {
    execute(BEGIN);
    try {
      execute(sql);
      return null;
    } catch (SQLException e) {
      return e;
    } finally {
      if (!connection.isClosed()) {
        execute("ROLLBACK");
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(1);
      statement.execute(sql);
    }
  }

  private static String literal(String value) {
    return value == null ? "NULL" : "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
