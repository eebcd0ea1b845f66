package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.observe.SessionSampler;
import dev.rehearsal.harness.replay.Watch;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the migration's session on a thread of its own while a statement runs in the facts take.
 *
 * <p>A statement that waits for other transactions, as CREATE INDEX CONCURRENTLY does, is kept
 * waiting for a moment by a transaction of ours that holds ROW EXCLUSIVE on all tables, so that
 * even on a small table its locks are seen at the point where it waits.
 */
final class SessionWatch implements Watch, AutoCloseable {

  private static final long PAUSE_NANOS = 500_000;
  private static final long HOLD_AT_MOST_NANOS = 300_000_000;
  private static final int LOOKS_WHILE_WAITING = 3;
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      ORDER BY c.oid
      """;

  private final Ticker ticker;
  private final Connection observer;
  private final Connection holder;
  private Looking looking;
  private String missed;

  SessionWatch(TakeDatabase database, Ticker ticker) throws SQLException {
    this.ticker = ticker;
    this.observer = database.connect(Sessions.OBSERVER);
    this.holder = database.connect(Sessions.HOLDER);
  }

  @Override
  public void begin(int backendPid, boolean holdAtWaits) {
    try {
      boolean holding = holdAtWaits && hold();
      looking = new Looking(new SessionSampler(observer, backendPid, ticker), holding);
      looking.start();
    } catch (SQLException e) {
      looking = null;
      missed = e.getMessage();
    }
  }

  @Override
  public Sighting end() {
    if (looking == null) {
      return new Sighting(List.of(), List.of(), 0, missed);
    }
    Sighting sighting = looking.finish();
    looking = null;
    return sighting;
  }

  /** Holds ROW EXCLUSIVE on all tables in a transaction without a snapshot. */
  private boolean hold() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = holder.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(new RelationName(row.getString(1), row.getString(2)).sql());
      }
    }
    if (tables.isEmpty()) {
      return false;
    }
    try (Statement statement = holder.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ROW EXCLUSIVE MODE");
    }
    return true;
  }

  private void release() throws SQLException {
    try (Statement statement = holder.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }

  /** Both connections; the watch must have ended. */
  @Override
  public void close() throws SQLException {
    try (observer) {
      holder.close();
    }
  }

  private final class Looking extends Thread {
    private final SessionSampler sampler;
    private boolean holding;
    private volatile boolean over;
    private SQLException failure;

    Looking(SessionSampler sampler, boolean holding) {
      super("rehearse-session-watch");
      setDaemon(true);
      this.sampler = sampler;
      this.holding = holding;
    }

    @Override
    public void run() {
      long begun = ticker.nanos();
      int waitingLooks = 0;
      try {
        while (!over) {
          waitingLooks += sampler.look() ? 1 : 0;
          boolean longEnough = ticker.nanos() - begun > HOLD_AT_MOST_NANOS;
          if (holding && (waitingLooks >= LOOKS_WHILE_WAITING || longEnough)) {
            letGo();
          }
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        letGo();
      } catch (SQLException e) {
        failure = e;
      }
    }

    private void letGo() throws SQLException {
      if (holding) {
        holding = false;
        release();
      }
    }

    Sighting finish() {
      over = true;
      Threads.join(this);
      return new Sighting(
          sampler.held().stream().map(held -> new SeenLock(held.relation(), held.mode())).toList(),
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
  }
}
