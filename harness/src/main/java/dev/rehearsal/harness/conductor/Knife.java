package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.time.Ticker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts another session short at a moment. One thread arms and disarms it; the cut itself comes from
 * a thread of its own. After {@link #disarm} no cut can come any more.
 */
final class Knife {

  /** What is done to the session. */
  enum Means {
    CANCEL("pg_cancel_backend"),
    TERMINATE("pg_terminate_backend");

    private final String function;

    Means(String function) {
      this.function = function;
    }

    /** As the recording has it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Connection connection;
  private final Ticker ticker;
  private Thread thread;
  private volatile boolean over;
  private SQLException failure;

  /** The connection stays the caller's. */
  Knife(Connection connection, Ticker ticker) {
    this.connection = connection;
    this.ticker = ticker;
  }

  /** Cuts the session so much later, unless disarmed before. */
  void arm(Means means, int backendPid, long afterNanos) {
    long moment = ticker.nanos() + afterNanos;
    over = false;
    thread = new Thread(() -> waitAndCut(means, backendPid, moment), "rehearse-knife");
    thread.setDaemon(true);
    thread.start();
  }

  private void waitAndCut(Means means, int backendPid, long moment) {
    for (long left = moment - ticker.nanos(); left > 0 && !over; left = moment - ticker.nanos()) {
      LockSupport.parkNanos(left);
    }
    if (!over) {
      cut(means, backendPid);
    }
  }

  private void cut(Means means, int backendPid) {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog." + means.function + "(?)")) {
      statement.setInt(1, backendPid);
      statement.execute();
    } catch (SQLException e) {
      failure = e;
    }
  }

  /**
   * From now on no cut comes; one that is under way has reached the session.
   *
   * @throws SQLException if it could not be cut
   */
  void disarm() throws SQLException {
    if (thread == null) {
      return;
    }
    over = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
    thread = null;
    if (failure != null) {
      throw failure;
    }
  }
}
