package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.observe.SessionSampler;
import dev.rehearsal.harness.replay.Watch;
import dev.rehearsal.harness.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the migration's session on a thread of its own while a statement runs in the facts take.
 */
final class SessionWatch implements Watch, AutoCloseable {

  private static final long PAUSE_NANOS = 500_000;

  private final Ticker ticker;
  private final List<Connection> connections = new ArrayList<>();
  private final Connection observer;
  private final Holding holding;
  private Looking looking;
  private String missed;

  SessionWatch(TakeDatabase database, Ticker ticker) throws SQLException {
    this.ticker = ticker;
    try {
      this.observer = connect(database, Sessions.OBSERVER);
      this.holding =
          new Holding(
              connect(database, Sessions.HOLDER), connect(database, Sessions.HOLDER), ticker);
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private Connection connect(TakeDatabase database, String session) throws SQLException {
    Connection connection = database.connect(session);
    connections.add(connection);
    return connection;
  }

  @Override
  public void begin(int backendPid, boolean holdAtWaits) {
    try {
      looking = new Looking(new SessionSampler(observer, backendPid, ticker));
      if (holdAtWaits) {
        holding.begin();
      }
      looking.start();
    } catch (SQLException e) {
      looking = null;
      missed = e.getMessage();
    }
  }

  @Override
  public Sighting end() {
    if (looking == null) {
      return new Sighting(List.of(), List.of(), List.of(), 0, missed);
    }
    Sighting sighting = looking.finish();
    looking = null;
    return sighting;
  }

  /** All connections; the watch must have ended. */
  @Override
  public void close() throws SQLException {
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

  private final class Looking extends Thread {
    private final SessionSampler sampler;
    private volatile boolean over;
    private Exception failure;

    Looking(SessionSampler sampler) {
      super("rehearse-session-watch");
      setDaemon(true);
      this.sampler = sampler;
    }

    @Override
    public void run() {
      try {
        // The statement waits for us, so that whatever happens here, it must be let go.
        try (sampler) {
          look();
        } finally {
          holding.end();
        }
      } catch (SQLException | RuntimeException e) {
        failure = e;
      }
    }

    private void look() throws SQLException {
      while (!over) {
        holding.looked(sampler.look());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    Sighting finish() {
      over = true;
      Threads.join(this);
      return new Sighting(
          seen(sampler.held()),
          seen(sampler.wanted()),
          sampler.phases().entrySet().stream()
              .map(
                  seen ->
                      new SeenPhase(
                          seen.getKey().command(),
                          seen.getKey().relation(),
                          seen.getKey().phase(),
                          seen.getValue()))
              .toList(),
          sampler.periodNanos(),
          failure == null ? null : failure.getMessage());
    }

    private List<SeenLock> seen(Set<SessionSampler.Seen> locks) {
      return locks.stream().map(lock -> new SeenLock(lock.relation(), lock.mode())).toList();
    }
  }
}
