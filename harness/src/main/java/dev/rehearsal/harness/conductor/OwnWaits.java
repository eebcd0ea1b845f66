package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks on a thread of its own whether a statement of a migration tool waits for nobody but idle
 * sessions of the same tool, and cancels it after a while of that: left alone it would wait for
 * ever, since the tool goes on with the one only when the other has ended.
 */
final class OwnWaits extends Thread {

  /** How often it looks while it has patience. */
  private static final int LOOKS = 20;

  private static final long FIRST_PAUSE_NANOS = 50_000_000;

  /**
   * A session that waits for nobody, or for others too, has no row. None has one while a session of
   * the tool is at work, or was a moment ago: that may be what ends the wait.
   */
  private static final String WAITING =
      """
      SELECT w.pid, w.locktype, w.blockers
      FROM (SELECT l.pid, l.locktype, pg_catalog.pg_blocking_pids(l.pid) AS blockers
            FROM pg_catalog.pg_locks l
            WHERE l.pid = ANY (?::int[]) AND NOT l.granted) w
      WHERE w.blockers <> '{}' AND w.blockers <@ ?::int[]
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_stat_activity a
          WHERE a.pid = ANY (?::int[])
            AND CASE WHEN a.state LIKE 'idle%'
                THEN a.state_change > pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => ?)
                ELSE a.pid = ANY (w.blockers) OR a.wait_event_type IS DISTINCT FROM 'Lock' END)
      """;

  private final TakeDatabase database;
  private final Supplier<Map<Integer, String>> sessions;
  private final long patienceNanos;
  private final Ticker ticker;
  private final Map<Integer, Long> since = new HashMap<>();
  private final List<Wait> ended = new ArrayList<>();
  private volatile boolean over;

  private OwnWaits(
      TakeDatabase database,
      Supplier<Map<Integer, String>> sessions,
      Duration patience,
      Ticker ticker) {
    super("rehearse-own-waits");
    this.database = database;
    this.sessions = sessions;
    this.patienceNanos = patience.toNanos();
    this.ticker = ticker;
    setDaemon(true);
  }

  /** One look at a session that waits for its own. */
  private record Waiting(int backendPid, String lockType, List<Integer> blockers) {}

  /**
   * Begins to look.
   *
   * @param sessions the names of the tool's sessions by their server processes; is asked again and
   *     again, on another thread
   * @param patience how long a statement may wait like that
   */
  static OwnWaits watch(
      TakeDatabase database,
      Supplier<Map<Integer, String>> sessions,
      Duration patience,
      Ticker ticker) {
    OwnWaits waits = new OwnWaits(database, sessions, patience, ticker);
    waits.start();
    return waits;
  }

  /** Ends looking; the waits that had to be ended. */
  List<Wait> finish() {
    over = true;
    LockSupport.unpark(this);
    Threads.join(this);
    return List.copyOf(ended);
  }

  /** Most statements are done before anybody would look, and nobody connects for them. */
  @Override
  public void run() {
    LockSupport.parkNanos(FIRST_PAUSE_NANOS);
    while (!over && sessions.get().size() < 2) {
      pause();
    }
    if (over) {
      return;
    }
    while (!over) {
      try (Connection connection = database.connect(Sessions.SETUP)) {
        while (!over) {
          look(connection);
          pause();
        }
      } catch (SQLException lost) {
        // Either there is no room for one more connection now, or the server is gone, and the
        // statement with it, which says so itself.
        pause();
      }
    }
  }

  private void pause() {
    LockSupport.parkNanos(patienceNanos / LOOKS);
  }

  private void look(Connection connection) throws SQLException {
    Map<Integer, String> names = sessions.get();
    long now = ticker.nanos();
    List<Waiting> waiting = waiting(connection, names);
    since.keySet().retainAll(waiting.stream().map(Waiting::backendPid).toList());
    for (Waiting each : waiting) {
      since.putIfAbsent(each.backendPid(), now);
      long from = since.get(each.backendPid());
      if (now - from >= patienceNanos) {
        cancel(connection, each.backendPid());
        List<String> blockers = each.blockers().stream().map(names::get).toList();
        ended.add(
            new Wait(
                names.get(each.backendPid()),
                each.lockType(),
                null,
                null,
                from,
                ticker.nanos(),
                blockers));
        since.remove(each.backendPid());
      }
    }
  }

  private List<Waiting> waiting(Connection connection, Map<Integer, String> names)
      throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    try (PreparedStatement question = connection.prepareStatement(WAITING)) {
      Array own = connection.createArrayOf("int4", names.keySet().toArray());
      question.setArray(1, own);
      question.setArray(2, own);
      question.setArray(3, own);
      question.setDouble(4, patienceNanos / 1e9);
      try (ResultSet answer = question.executeQuery()) {
        while (answer.next()) {
          Integer[] blockers = (Integer[]) answer.getArray(3).getArray();
          waiting.add(
              new Waiting(
                  answer.getInt(1), answer.getString(2), Stream.of(blockers).distinct().toList()));
        }
      }
    }
    return waiting;
  }

  private static void cancel(Connection connection, int backendPid) throws SQLException {
    try (PreparedStatement cancel =
        connection.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
      cancel.setInt(1, backendPid);
      cancel.execute();
    }
  }
}
