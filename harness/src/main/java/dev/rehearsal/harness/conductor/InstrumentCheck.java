package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Instrument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Measures what the instrument resolves here: the clock, a round trip, how late a schedule runs.
 */
public final class InstrumentCheck {

  private static final int ROUND_TRIPS = 300;
  private static final int FIRINGS = 100;
  private static final long FIRING_PERIOD_NANOS = 5_000_000;

  private final Ticker ticker;

  public InstrumentCheck(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Takes about a second. */
  public Instrument measure(DisposableServer server) throws SQLException {
    long[] roundTrips = roundTrips(server);
    long[] lateness = lateness();
    return new Instrument(
        timer(),
        quantile(roundTrips, 0.5),
        quantile(roundTrips, 0.99),
        quantile(lateness, 0.5),
        quantile(lateness, 0.99));
  }

  /** The smallest step by which the clock was seen to move. */
  private long timer() {
    long smallest = Long.MAX_VALUE;
    for (int i = 0; i < 1000; i++) {
      long start = ticker.nanos();
      long now = ticker.nanos();
      while (now == start) {
        now = ticker.nanos();
      }
      smallest = Math.min(smallest, now - start);
    }
    return smallest;
  }

  private long[] roundTrips(DisposableServer server) throws SQLException {
    long[] times = new long[ROUND_TRIPS];
    try (Connection connection = server.connect("postgres", Sessions.SETUP);
        PreparedStatement question = connection.prepareStatement("SELECT 1")) {
      for (int warm = 0; warm < ROUND_TRIPS; warm++) {
        question.execute();
      }
      for (int i = 0; i < ROUND_TRIPS; i++) {
        long start = ticker.nanos();
        question.execute();
        times[i] = ticker.nanos() - start;
      }
    }
    return times;
  }

  private long[] lateness() {
    long[] late = new long[FIRINGS];
    long start = ticker.nanos();
    for (int i = 0; i < FIRINGS; i++) {
      long due = start + (i + 1) * FIRING_PERIOD_NANOS;
      Pause.until(due, ticker);
      late[i] = Math.max(0, ticker.nanos() - due);
    }
    return late;
  }

  private static long quantile(long[] values, double quantile) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
