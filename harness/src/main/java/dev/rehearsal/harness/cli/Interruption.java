package dev.rehearsal.harness.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns a signal (Ctrl-C, SIGTERM) into an interrupt of the thread that does the work, and lets the
 * process live until that thread has cleaned up. The exit code, 130 or 143, is the Java runtime's.
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Thread worker;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  /** Watches for signals on behalf of the current thread. */
  static Interruption watch() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(interruption::interrupt, "rehearse-interruption"));
    return interruption;
  }

  /** One that never comes. */
  static Interruption none() {
    return new Interruption(Thread.currentThread());
  }

  /** Whether somebody wants the program to end. */
  boolean requested() {
    return requested;
  }

  /** The work is done or given up, and nothing is left to clean up. */
  void finished() {
    finished.countDown();
  }

  private void interrupt() {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    worker.interrupt();
    try {
      finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
