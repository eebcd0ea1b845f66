package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.time.Ticker;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a moment on the rehearsal's clock. */
final class Pause {

  private Pause() {}

  /** Returns at the moment, or at once if the thread is interrupted, leaving the interrupt set. */
  static void until(long nanos, Ticker ticker) {
    for (long left = nanos - ticker.nanos();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = nanos - ticker.nanos()) {
      LockSupport.parkNanos(left);
    }
  }
}
