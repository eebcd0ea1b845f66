package dev.rehearsal.harness.probe;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Fires one probe on its schedule, on one session: an open loop. A firing that cannot be sent
 * because an earlier one is still out is not dropped; it is sent late and its waiting counts from
 * when it was due. Used by one thread; {@link #outcomes} is for after the run.
 */
public final class ProbeSession {

  private static final String NO_CONNECTION = "08003";

  private final Probe probe;
  private final Ticker ticker;
  private final long timeoutNanos;
  private final Random random;
  private final PreparedStatement statement;
  private final List<Outcome> outcomes = new ArrayList<>();
  private boolean lost;

  /**
   * @param connection the probe's own, which belongs to the caller
   * @param timeoutNanos after which a firing counts as timed out, from when it was due
   * @param seed decides which parameters are drawn
   */
  public ProbeSession(
      Probe probe, Connection connection, Ticker ticker, long timeoutNanos, long seed)
      throws SQLException {
    this.probe = probe;
    this.ticker = ticker;
    this.timeoutNanos = timeoutNanos;
    this.random = new Random(seed ^ probe.name().hashCode());
    try (java.sql.Statement settings = connection.createStatement()) {
      settings.execute("SET statement_timeout = " + Math.max(1, timeoutNanos / 1_000_000));
    }
    this.statement = connection.prepareStatement(probe.sql());
  }

  public Probe probe() {
    return probe;
  }

  /** Runs the statement once, so that the schedule does not begin with a cold session. */
  public void warmUp() throws SQLException {
    send();
  }

  /**
   * Fires from {@code firstDue} every period until {@code until} has passed or the thread is
   * interrupted.
   *
   * @param until the end, asked again and again because it is decided late; {@code Long.MAX_VALUE}
   *     as long as it is open
   */
  public void run(long firstDue, LongSupplier until) {
    long period = probe.every().toNanos();
    for (long due = firstDue; due < until.getAsLong(); due += period) {
      if (!waitUntil(due, until)) {
        return;
      }
      outcomes.add(fire(due));
    }
  }

  private boolean waitUntil(long due, LongSupplier until) {
    for (long left = due - ticker.nanos(); left > 0; left = due - ticker.nanos()) {
      if (Thread.currentThread().isInterrupted() || due >= until.getAsLong()) {
        return false;
      }
      LockSupport.parkNanos(left);
    }
    return true;
  }

  private Outcome fire(long due) {
    long late = ticker.nanos() - due;
    if (late >= timeoutNanos) {
      return new Outcome(due, due + timeoutNanos, true, null);
    }
    if (lost) {
      return new Outcome(due, ticker.nanos(), false, NO_CONNECTION);
    }
    try {
      send();
      long answered = ticker.nanos();
      return new Outcome(due, answered, answered - due > timeoutNanos, null);
    } catch (SQLException e) {
      lost = SqlState.connectionLost(e.getSQLState());
      boolean timedOut = SqlState.QUERY_CANCELED.equals(e.getSQLState());
      String state = e.getSQLState() == null ? NO_CONNECTION : e.getSQLState();
      return new Outcome(due, ticker.nanos(), timedOut, timedOut ? null : state);
    }
  }

  private void send() throws SQLException {
    List<String> row = probe.parameters().get(random.nextInt(probe.parameters().size()));
    for (int i = 0; i < row.size(); i++) {
      statement.setObject(i + 1, row.get(i), Types.OTHER);
    }
    statement.execute();
  }

  /** All firings, in order of due time. */
  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }
}
