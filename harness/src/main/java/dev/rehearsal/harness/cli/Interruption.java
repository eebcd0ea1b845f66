package dev.rehearsal.harness.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns a signal (Ctrl-C, SIGTERM) into an interrupt of the thread that does the work, and lets the
 * process live until that thread has cleaned up. The exit code, 130 or 143, is the Java runtime's.
 * Safe for threads.
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Thread worker;
  private final CountDownLatch finished = new CountDownLatch(1);
  private boolean requested;
  private Runnable abort = () -> {};

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  /** Watches for signals on behalf of the current thread. */
  static Interruption watch() {
    Interruption interruption = none();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(interruption::interrupt, "rehearse-interruption"));
    return interruption;
  }

  /** One that never comes. */
  static Interruption none() {
    return new Interruption(Thread.currentThread());
  }

  /** Whether somebody wants the program to end. */
  synchronized boolean requested() {
    return requested;
  }

  /**
   * Whether somebody wants the program to end, for the worker, which has stopped because of it and
   * now writes what it has: the interrupt is taken back, it would end the writing too.
   */
  boolean acknowledge() {
    if (!requested()) {
      return false;
    }
    Thread.interrupted();
    return true;
  }

  /**
   * What else ends the work, for a worker that waits for a socket and does not notice interrupts.
   * Done at once if the program is to end already.
   */
  void onRequest(Runnable abort) {
    synchronized (this) {
      if (!requested) {
        this.abort = abort;
        return;
      }
    }
    abort.run();
  }

  /** The work is done or given up, and nothing is left to clean up. */
  void finished() {
    finished.countDown();
  }

  private void interrupt() {
    if (finished.getCount() == 0) {
      return;
    }
    Runnable registered;
    synchronized (this) {
      requested = true;
      registered = abort;
    }
    worker.interrupt();
    registered.run();
    awaitFinished();
  }

  private void awaitFinished() {
    try {
      finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
