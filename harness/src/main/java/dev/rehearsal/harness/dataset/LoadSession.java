package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions that load. */
final class LoadSession {
  private static final String NAME = "rehearse/load";

  /**
   * Memory to sort an index of the shop without temporary files; no flush at every commit, since a
   * checkpoint follows; and messages in the language that this package understands.
   */
  private static final String SETTINGS =
      """
      SET maintenance_work_mem = '256MB';
      SET synchronous_commit = off;
      SET lc_messages = 'C'
      """;

  private LoadSession() {}

  /** A session that loads fast. The caller closes it. */
  static Connection open(DisposableServer server, String database) throws SQLException {
    Connection connection = server.connect(database, NAME);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      return connection;
    } catch (SQLException | RuntimeException broken) {
      connection.close();
      throw broken;
    }
  }
}
