package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.Server;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A Postgres server that this program started and will destroy. Safe for threads. Closing it
 * removes process or container, data and port; so does the end of the program by any way, at the
 * latest at the program's next start.
 */
public interface DisposableServer extends AutoCloseable {

  /** Version, provider and settings, read back from the running server. */
  Server description();

  /**
   * A new connection as the superuser, in autocommit, in simple query mode, so that SQL text
   * reaches the server as it was written.
   *
   * @param database an existing database
   * @param session the application name, such as {@code rehearse/replay}
   */
  Connection connect(String database, String session) throws SQLException;

  /**
   * Creates an empty database.
   *
   * @throws Problem if the server cannot
   */
  void createDatabase(String name);

  /**
   * A fresh copy of a database, by the fastest strategy that the server has, with a checkpoint
   * behind it. Nobody may be connected to the template.
   *
   * @throws Problem if the server cannot
   */
  TakeDatabase cloneDatabase(String template, String name);

  /**
   * What is behind an error that is not the SQL's fault, such as a lost connection: a full disk or
   * a server that was killed, told with the help of the server's log.
   *
   * @param what what failed, a few words, such as {@code cannot load orders}
   */
  Problem explain(String what, SQLException e);

  /** Destroys the server and everything it stored. Does nothing the second time. */
  @Override
  void close();
}
