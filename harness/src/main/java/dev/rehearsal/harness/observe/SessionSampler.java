package dev.rehearsal.harness.observe;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import java.sql.Connection;
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
  private final Question locks;
  private final Question progress;
  private final Set<Seen> held = new LinkedHashSet<>();
  private final Set<Seen> wanted = new LinkedHashSet<>();
  private final Map<Phase, long[]> phases = new LinkedHashMap<>();
  private final long begun;
  private long looks;
  private long lastLook;

  /**
   * The connection belongs to the caller.
   *
   * @param backendPid the server process to look at
   */
  public SessionSampler(Connection connection, int backendPid, Ticker ticker) throws SQLException {
    this.ticker = ticker;
    this.begun = ticker.nanos();
    String pid = Integer.toString(backendPid);
    this.locks = new Question(connection, LOCKS.replace("$1", pid));
    this.progress = new Question(connection, PROGRESS.replace("$1", pid));
  }

  /** A relation lock, the relation by its OID. */
  public record Seen(long relation, LockMode mode) {}

  /** A phase of a progress view, the relation by its OID. */
  public record Phase(String command, long relation, String phase) {}

  /**
   * One look.
   *
   * @return whether the session is waiting for a lock
   */
  public boolean look() throws SQLException {
    boolean waiting = false;
    try (ResultSet rows = locks.ask()) {
      while (rows.next()) {
        boolean granted = rows.getBoolean(3);
        waiting |= !granted;
        if (rows.getString(4).equals("relation")) {
          Seen lock = new Seen(rows.getLong(1), LockMode.parse(rows.getString(2)));
          (granted ? held : wanted).add(lock);
        }
      }
    }
    long now = ticker.nanos();
    looks++;
    lastLook = now;
    lookAtProgress(now);
    return waiting;
  }

  private void lookAtProgress(long now) throws SQLException {
    try (ResultSet rows = progress.ask()) {
      while (rows.next()) {
        Phase phase = new Phase(rows.getString(1), rows.getLong(2), rows.getString(3));
        phases.computeIfAbsent(phase, key -> new long[] {now, now})[1] = now;
      }
    }
  }

  /** All locks seen held at least once. */
  public Set<Seen> held() {
    return Set.copyOf(held);
  }

  /** All locks seen waited for at least once. */
  public Set<Seen> wanted() {
    return Set.copyOf(wanted);
  }

  /** All phases seen, in order, with the nanoseconds from the first to the last sighting. */
  public Map<Phase, Long> phases() {
    Map<Phase, Long> seen = new LinkedHashMap<>();
    phases.forEach((phase, span) -> seen.put(phase, span[1] - span[0]));
    return seen;
  }

  /** How long a lock may have been held without being seen, on the whole; 0 before any look. */
  public long periodNanos() {
    return looks == 0 ? 0 : (lastLook - begun) / looks;
  }

  @Override
  public void close() throws SQLException {
    try (locks) {
      progress.close();
    }
  }
}
