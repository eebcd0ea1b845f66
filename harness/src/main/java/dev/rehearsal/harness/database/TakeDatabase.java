package dev.rehearsal.harness.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A database of its own for one take. Closing it ends all its sessions and drops it. */
public interface TakeDatabase extends AutoCloseable {

  String name();

  /** As {@link DisposableServer#connect}, to this database. */
  Connection connect(String session) throws SQLException;

  /** How others reach it. */
  Login login();

  @Override
  void close();
}
