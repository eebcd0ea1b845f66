package dev.rehearsal.harness.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A clone, dropped when closed. */
record ClonedDatabase(Cluster cluster, String name) implements TakeDatabase {

  @Override
  public Connection connect(String session) throws SQLException {
    return cluster.connect(name, session);
  }

  @Override
  public void close() {
    cluster.drop(name);
  }
}
