package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Adversary;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.QueueDrill;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets go of the table when the time has come, and takes it again if it is to. It never outlives
 * {@link #finish}.
 */
final class AdversaryThread extends Thread {

  private static final long LOOK_NANOS = 2_000_000;

  private final AdversarySession session;
  private final Connection looking;
  private final String table;
  private final Adversary as;
  private final Duration hold;
  private final Duration free;
  private final Ticker ticker;
  private final List<QueueDrill.Hold> holds = new ArrayList<>();
  private final String waits;
  private volatile boolean over;
  private long heldFrom;
  private volatile String failure;

  /**
   * @param looking belongs to the caller, who does not use it meanwhile
   * @param backendPid whose wait counts
   * @param free how long to stay away between two holds, or null to hold once, from when the
   *     statement begins to wait
   */
  AdversaryThread(
      AdversarySession session,
      Connection looking,
      int backendPid,
      String table,
      Adversary as,
      Duration hold,
      Duration free,
      Ticker ticker) {
    super("rehearse-adversary");
    setDaemon(true);
    this.session = session;
    this.looking = looking;
    this.table = table;
    this.as = as;
    this.hold = hold;
    this.free = free;
    this.ticker = ticker;
    this.waits =
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.application_name = '%s'"
                .formatted(Sessions.ADVERSARY)
            + " AND a.pid = ANY (pg_catalog.pg_blocking_pids(%d)))".formatted(backendPid);
  }

  /**
   * Takes the table; then the thread may be started.
   *
   * @throws SQLException if it cannot be had
   */
  void takeHold() throws SQLException {
    session.hold(table, as);
    heldFrom = ticker.nanos();
  }

  @Override
  public void run() {
    try {
      if (free == null) {
        holdOnce();
      } else {
        comeAndGo();
      }
    } catch (SQLException e) {
      failure = "the adversary's session was lost: " + e.getMessage();
    }
  }

  private void holdOnce() throws SQLException {
    try (Statement question = looking.createStatement()) {
      while (!over && !waits(question)) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    pass(hold);
    letGo();
  }

  private boolean waits(Statement question) throws SQLException {
    try (ResultSet row = question.executeQuery(waits)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void comeAndGo() throws SQLException {
    pass(hold);
    letGo();
    pass(free);
    while (!over) {
      if (holdsAgain()) {
        pass(hold);
        letGo();
        pass(free);
      }
    }
  }

  /** It may be the statement itself that has the table now. */
  private boolean holdsAgain() throws SQLException {
    try {
      takeHold();
      return true;
    } catch (SQLException refused) {
      if (SqlState.connectionLost(refused.getSQLState())) {
        throw refused;
      }
      return false;
    }
  }

  private void letGo() throws SQLException {
    session.release();
    holds.add(new QueueDrill.Hold(heldFrom, ticker.nanos()));
  }

  private void pass(Duration duration) {
    long until = ticker.nanos() + duration.toNanos();
    for (long left = until - ticker.nanos(); left > 0 && !over; left = until - ticker.nanos()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Lets go if that has not been done, and waits for it; the holds are then known. */
  void finish() {
    over = true;
    LockSupport.unpark(this);
    Threads.join(this);
  }

  /** When it held the table, in order. */
  List<QueueDrill.Hold> holds() {
    return List.copyOf(holds);
  }

  /** Why it could not do as it should, or null. */
  String failure() {
    return failure;
  }
}
