package dev.rehearsal.harness.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A clone, dropped when closed. */
record ClonedDatabase(String name, StartedServer server) implements TakeDatabase {

  @Override
  public Connection connect(String session) throws SQLException {
    return server.connect(name, session);
  }

  @Override
  public Login login() {
    return server.login(name);
  }

  @Override
  public void close() {
    server.drop(name);
  }
}
