package dev.rehearsal.harness.conductor;

/** Ending the rehearsal's own threads. */
final class Threads {

  private Threads() {}

  /** Waits for the thread's end, even if interrupted meanwhile; the interrupt stays set. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
