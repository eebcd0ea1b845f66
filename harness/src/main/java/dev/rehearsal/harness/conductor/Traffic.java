package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.probe.Probe;
import dev.rehearsal.harness.probe.ProbeSession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The probes of a traffic take, each on its own session and thread. Closing it ends both. */
final class Traffic implements AutoCloseable {

  private final Ticker ticker;
  private final List<Connection> connections = new ArrayList<>();
  private final List<ProbeSession> sessions = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

  /** Opens a session for each probe and runs each statement once, so that none starts cold. */
  Traffic(List<Probe> probes, TakeDatabase database, Ticker ticker, Duration timeout, long seed)
      throws SQLException {
    this.ticker = ticker;
    try {
      for (Probe probe : probes) {
        Connection connection = database.connect(probe.session());
        connections.add(connection);
        ProbeSession session = new ProbeSession(probe, connection, ticker, timeout.toNanos(), seed);
        warmUp(session);
        sessions.add(session);
      }
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void warmUp(ProbeSession session) throws SQLException {
    try {
      session.warmUp();
    } catch (SQLException e) {
      if (SqlState.connectionLost(e.getSQLState())) {
        throw e;
      }
      throw new Problem(
          Problem.Kind.REJECTED,
          "probe '%s': the server rejects its statement: %s (SQLSTATE %s)"
              .formatted(session.probe().name(), e.getMessage(), e.getSQLState()),
          e);
    }
  }

  /** Starts firing; the probes are spread over their period so that they do not fire at once. */
  void start() {
    long now = ticker.nanos();
    for (int i = 0; i < sessions.size(); i++) {
      ProbeSession session = sessions.get(i);
      long offset = session.probe().every().toNanos() * i / sessions.size();
      Thread thread =
          new Thread(() -> session.run(now + offset, end::get), session.probe().session());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Fires nothing that is due later, and waits for all that was due before. */
  void stop(long lastDueNanos) {
    end.set(lastDueNanos);
    threads.forEach(Threads::join);
  }

  List<ProbeSession> sessions() {
    return sessions;
  }

  @Override
  public void close() throws SQLException {
    stop(0);
    SQLException failure = null;
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
