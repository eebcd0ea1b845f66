package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions that load. */
final class LoadSession {
  private static final String NAME = "rehearse/load";

  private LoadSession() {}

  /** A session with enough memory to sort an index of the shop without temporary files. */
  static Connection open(DisposableServer server, String database) throws SQLException {
    Connection connection = server.connect(database, NAME);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET maintenance_work_mem = '256MB'");
      return connection;
    } catch (SQLException | RuntimeException broken) {
      connection.close();
      throw broken;
    }
  }
}
