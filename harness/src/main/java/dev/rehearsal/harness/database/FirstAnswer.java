package dev.rehearsal.harness.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Waits until the server in a container lets us in, or has ended. Postgres images set up with a
 * server that listens on no TCP port, so that the first one to answer there is the one to stay.
 */
final class FirstAnswer extends AbstractWaitStrategy {
  private static final int PAUSE_MILLIS = 100;

  private final String password;
  private final Path log;

  FirstAnswer(String password, Path log) {
    this.log = log;
    this.password = password;
  }

  @Override
  protected void waitUntilReady() {
    Cluster cluster =
        new Cluster(
            waitStrategyTarget.getHost(),
            waitStrategyTarget.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            password,
            "UTC",
            log);
    long started = System.nanoTime();
    while (!answers(cluster)) {
      if (!waitStrategyTarget.isRunning()) {
        throw new IllegalStateException("the container ended");
      }
      if (System.nanoTime() - started > startupTimeout.toNanos()) {
        throw new IllegalStateException(
            "the server did not answer in " + startupTimeout.toSeconds() + " s");
      }
      pause();
    }
  }

  private static boolean answers(Cluster cluster) {
    try (Connection connection = cluster.connect(Cluster.MAINTENANCE, Cluster.SESSION)) {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false; // not yet
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the container was starting", e);
    }
  }
}
