package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A running server of any provider. */
final class StartedServer implements DisposableServer {
  private final Cluster cluster;
  private final Server description;
  private final Removal removal;
  private boolean closed;

  /**
   * A server that answers.
   *
   * @param removal destroys the server and everything that it stored
   */
  StartedServer(Cluster cluster, Server description, Removal removal) {
    this.cluster = cluster;
    this.description = description;
    this.removal = removal;
  }

  @Override
  public Server description() {
    return description;
  }

  @Override
  public Connection connect(String database, String session) throws SQLException {
    return cluster.connect(database, session);
  }

  @Override
  public void createDatabase(String name) {
    cluster.create(name);
  }

  @Override
  public TakeDatabase cloneDatabase(String template, String name) {
    cluster.copy(template, name);
    return new ClonedDatabase(name, this);
  }

  @Override
  public Problem explain(String what, SQLException e) {
    return cluster.explain(what, e);
  }

  /** As {@link TakeDatabase#login}. */
  Login login(String database) {
    return cluster.login(database);
  }

  /** Drops a database, unless everything is gone already. */
  void drop(String name) {
    if (!isClosed()) {
      cluster.drop(name);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** One thread closes, any others wait for it. Interrupts wait, too. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      removal.removeInSpiteOfInterrupts();
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "the server could not be removed, the next run will try again: " + e.getMessage(),
          e);
    }
  }
}
