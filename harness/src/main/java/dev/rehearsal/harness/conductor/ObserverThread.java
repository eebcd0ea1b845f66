package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.observe.WaitObserver;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import java.sql.SQLException;

/** Lets the observer look every few milliseconds until it is told to stop. */
final class ObserverThread extends Thread {

  static final long PERIOD_NANOS = 5_000_000;

  private final WaitObserver observer;
  private final Ticker ticker;
  private volatile boolean over;
  private volatile String failure;

  ObserverThread(WaitObserver observer, Ticker ticker) {
    super("rehearse-observer");
    setDaemon(true);
    this.observer = observer;
    this.ticker = ticker;
  }

  @Override
  public void run() {
    try {
      while (!over) {
        long next = ticker.nanos() + PERIOD_NANOS;
        observer.look();
        Pause.until(next, ticker);
      }
    } catch (SQLException e) {
      failure =
          "the observer's session was lost: %s (SQLSTATE %s)"
              .formatted(e.getMessage(), e.getSQLState());
    }
  }

  /** Stops looking and waits for the last look. */
  void finish() {
    over = true;
    Threads.join(this);
  }

  /** Why it stopped looking early, or null. */
  String failure() {
    return failure;
  }

  Take.Observer record() {
    return new Take.Observer(PERIOD_NANOS, observer.looks(), observer.longestGapNanos());
  }
}
