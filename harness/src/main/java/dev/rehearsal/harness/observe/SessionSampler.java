package dev.rehearsal.harness.observe;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Looks at the locks and the progress of one session. Used by one thread. */
public final class SessionSampler implements AutoCloseable {

  private static final String LOCKS = Sql.resource("session-locks.sql");
  private static final String PROGRESS = Sql.resource("progress.sql");

  private final Ticker ticker;
  private final PreparedStatement locks;
  private final PreparedStatement progress;
  private final Set<Held> held = new LinkedHashSet<>();
  private final Map<Phase, long[]> phases = new LinkedHashMap<>();
  private long looks;
  private long firstLook;
  private long lastLook;

  /**
   * The connection belongs to the caller.
   *
   * @param backendPid the server process to look at
   */
  public SessionSampler(Connection connection, int backendPid, Ticker ticker) throws SQLException {
    this.ticker = ticker;
    this.locks = connection.prepareStatement(LOCKS);
    locks.setInt(1, backendPid);
    this.progress =
        connection.prepareStatement(PROGRESS.replace("$1", Integer.toString(backendPid)));
  }

  /** A relation lock, the relation by its OID. */
  public record Held(long relation, LockMode mode) {}

  /** A phase of a progress view, the relation by its OID. */
  public record Phase(String command, long relation, String phase) {}

  /**
   * One look.
   *
   * @return whether the session is waiting for a lock
   */
  public boolean look() throws SQLException {
    boolean waiting = false;
    try (ResultSet rows = locks.executeQuery()) {
      while (rows.next()) {
        if (!rows.getBoolean(3)) {
          waiting = true;
        } else {
          held.add(new Held(rows.getLong(1), LockMode.parse(rows.getString(2))));
        }
      }
    }
    long now = ticker.nanos();
    if (looks++ == 0) {
      firstLook = now;
    }
    lastLook = now;
    lookAtProgress(now);
    return waiting;
  }

  private void lookAtProgress(long now) throws SQLException {
    try (ResultSet rows = progress.executeQuery()) {
      while (rows.next()) {
        Phase phase = new Phase(rows.getString(1), rows.getLong(2), rows.getString(3));
        phases.computeIfAbsent(phase, key -> new long[] {now, now})[1] = now;
      }
    }
  }

  /** All locks seen held at least once. */
  public Set<Held> held() {
    return Set.copyOf(held);
  }

  /** All phases seen, in order, with the nanoseconds from the first to the last sighting. */
  public Map<Phase, Long> phases() {
    Map<Phase, Long> seen = new LinkedHashMap<>();
    phases.forEach((phase, span) -> seen.put(phase, span[1] - span[0]));
    return seen;
  }

  /** The time between two looks, on the whole; with fewer than two looks it is not known: 0. */
  public long periodNanos() {
    return looks < 2 ? 0 : (lastLook - firstLook) / (looks - 1);
  }

  @Override
  public void close() throws SQLException {
    locks.close();
    progress.close();
  }
}
