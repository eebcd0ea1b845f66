package dev.rehearsal.harness.observe;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Sees who waits for a lock, by looking again and again. The start of a wait is the server's own
 * ({@code pg_locks.waitstart}, from 14); its end is the first look without it, so late by up to one
 * period. A wait that begins and ends between two looks is not seen. Used by one thread.
 */
public final class WaitObserver {

  private static final String WAITS = Sql.resource("waits.sql");
  private static final String NAMES = Sql.resource("relation-names.sql");

  private final Connection connection;
  private final Question question;
  private final Ticker ticker;
  private final IntFunction<String> sessions;
  private final Map<Key, Open> open = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private long looks;
  private long lastLook = -1;
  private long longestGap;

  /**
   * @param connection belongs to the caller
   * @param sessions what to call a session by its server process, or null to call it by its
   *     application name
   */
  public WaitObserver(Connection connection, Ticker ticker, IntFunction<String> sessions)
      throws SQLException {
    this.connection = connection;
    this.ticker = ticker;
    this.sessions = sessions;
    this.question = new Question(connection, WAITS);
    readNames();
  }

  /** One wait: the server's own start time tells it from the session's next one. */
  private record Key(int pid, String lockType, long relation, String mode, long startMicros) {}

  /**
   * A wait that is not over.
   *
   * @param roundTrip of the look that placed its start on our clock; a shorter one places it better
   */
  private record Open(Wait seen, long roundTrip) {}

  /** One look. */
  public void look() throws SQLException {
    long before = ticker.nanos();
    Map<Key, Open> seen = new HashMap<>();
    try (ResultSet rows = question.ask()) {
      long after = ticker.nanos();
      while (rows.next()) {
        see(rows, before, after, seen);
      }
    }
    endThoseNotIn(seen, ticker.nanos());
    count(before);
  }

  private void see(ResultSet row, long before, long after, Map<Key, Open> seen)
      throws SQLException {
    long relation = row.getLong(4);
    Key key = new Key(row.getInt(1), row.getString(3), relation, row.getString(5), row.getLong(7));
    Open earlier = open.get(key);
    boolean placedBefore = earlier != null && earlier.roundTrip() <= after - before;
    long from = before + (after - before) / 2 - row.getLong(6);
    Wait wait =
        new Wait(
            session(key.pid(), row.getString(2)),
            key.lockType(),
            relation == 0 ? null : name(relation),
            key.mode() == null ? null : LockMode.parse(key.mode()),
            placedBefore ? earlier.seen().fromNanos() : from,
            after,
            blockers(row.getString(8), earlier));
    seen.put(key, new Open(wait, placedBefore ? earlier.roundTrip() : after - before));
  }

  /** As last seen: at the very end of a wait the server may name nobody any more. */
  private List<String> blockers(String lines, Open earlier) {
    if (lines != null) {
      return lines.lines().map(this::blocker).distinct().toList();
    }
    return earlier == null ? List.of() : earlier.seen().blockers();
  }

  private String blocker(String line) {
    int space = line.indexOf(' ');
    return session(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
  }

  private String session(int pid, String application) {
    String name = sessions.apply(pid);
    return name == null ? application : name;
  }

  private void endThoseNotIn(Map<Key, Open> seen, long now) {
    open.forEach(
        (key, wait) -> {
          if (!seen.containsKey(key)) {
            waits.add(ended(wait.seen(), now));
          }
        });
    open.clear();
    open.putAll(seen);
  }

  private static Wait ended(Wait wait, long nanos) {
    return new Wait(
        wait.session(),
        wait.lockType(),
        wait.relation(),
        wait.mode(),
        wait.fromNanos(),
        nanos,
        wait.blockers());
  }

  private void count(long now) {
    looks++;
    if (lastLook >= 0) {
      longestGap = Math.max(longestGap, now - lastLook);
    }
    lastLook = now;
  }

  private String name(long relation) throws SQLException {
    if (!names.containsKey(relation)) {
      readNames();
    }
    return names.getOrDefault(relation, "oid " + relation);
  }

  private void readNames() throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(NAMES)) {
      while (rows.next()) {
        names.put(
            rows.getLong(1), new RelationName(rows.getString(2), rows.getString(3)).toString());
      }
    }
  }

  /** All waits seen, in order of their start; those not over yet end now. */
  public List<Wait> waits() {
    endThoseNotIn(Map.of(), ticker.nanos());
    return waits.stream()
        .sorted(Comparator.comparingLong(Wait::fromNanos).thenComparing(Wait::session))
        .toList();
  }

  public long looks() {
    return looks;
  }

  /** The longest time between two looks. */
  public long longestGapNanos() {
    return longestGap;
  }
}
