package dev.rehearsal.harness.time;

/**
 * Monotonic nanoseconds from an arbitrary origin: the one clock of a rehearsal. Safe for threads.
 */
@FunctionalInterface
public interface Ticker {

  long nanos();

  /** The clock of this Java process. */
  static Ticker system() {
    return System::nanoTime;
  }

  /** The same clock, counted from now. */
  default Ticker fromNow() {
    long origin = nanos();
    return () -> nanos() - origin;
  }
}
