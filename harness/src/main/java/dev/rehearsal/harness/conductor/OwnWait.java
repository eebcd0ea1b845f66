package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks on a thread of its own whether a statement waits for nobody but the session that the tool
 * keeps beside it, and cancels it after two seconds of that: left alone it would wait for ever.
 */
final class OwnWait extends Thread {

  static final long PATIENCE_NANOS = 2_000_000_000L;

  private static final long PAUSE_NANOS = 50_000_000;

  /** Empty where the session waits for nobody, or for others too. */
  private static final String WAITS_FOR_IT_ALONE =
      """
      SELECT l.locktype FROM pg_catalog.pg_locks l
      WHERE l.pid = ? AND NOT l.granted AND pg_catalog.pg_blocking_pids(l.pid) = ARRAY[?]::int[]
      """;

  private final TakeDatabase database;
  private final int migrating;
  private final int beside;
  private final Ticker ticker;
  private volatile boolean over;
  private volatile Wait ended;

  private OwnWait(TakeDatabase database, int migrating, int beside, Ticker ticker) {
    super("rehearse-own-wait");
    this.database = database;
    this.migrating = migrating;
    this.beside = beside;
    this.ticker = ticker;
    setDaemon(true);
  }

  /**
   * Begins to look.
   *
   * @param migrating the process id of the session whose statement may wait
   * @param beside the process id of the tool's other session
   */
  static OwnWait watch(TakeDatabase database, int migrating, int beside, Ticker ticker) {
    OwnWait wait = new OwnWait(database, migrating, beside, ticker);
    wait.start();
    return wait;
  }

  /** Ends looking; the wait that had to be ended, or null. */
  Wait finish() {
    over = true;
    LockSupport.unpark(this);
    Threads.join(this);
    return ended;
  }

  /** Most statements are done before anybody would look, and nobody connects for them. */
  @Override
  public void run() {
    LockSupport.parkNanos(PAUSE_NANOS);
    if (over) {
      return;
    }
    try (Connection connection = database.connect(Sessions.SETUP)) {
      look(connection);
    } catch (SQLException lost) {
      // The server or its database is gone, and the statement with it, which says so itself.
      over = true;
    }
  }

  private void look(Connection connection) throws SQLException {
    long since = 0;
    while (!over) {
      long now = ticker.nanos();
      String waits = waits(connection);
      since = waits == null ? 0 : since == 0 ? now : since;
      if (waits != null && now - since >= PATIENCE_NANOS) {
        cancel(connection);
        List<String> blockers = List.of(Sessions.TOOL);
        ended = new Wait(Sessions.REPLAY, waits, null, null, since, ticker.nanos(), blockers);
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private String waits(Connection connection) throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(WAITS_FOR_IT_ALONE)) {
      question.setInt(1, migrating);
      question.setInt(2, beside);
      try (ResultSet answer = question.executeQuery()) {
        return answer.next() ? answer.getString(1) : null;
      }
    }
  }

  private void cancel(Connection connection) throws SQLException {
    try (PreparedStatement cancel =
        connection.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
      cancel.setInt(1, migrating);
      cancel.execute();
    }
  }
}
