package dev.rehearsal.harness.database;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While a server is being started nobody holds it yet who could close it. If the program ends in
 * that time, this interrupts the start and waits until it has cleaned up after itself.
 */
final class StartGuard implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private StartGuard(Thread starter) {
    this.hook =
        new Thread(
            () -> {
              starter.interrupt();
              awaitOver();
            },
            "rehearse-start-guard");
  }

  static StartGuard ofThisThread() {
    StartGuard guard = new StartGuard(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  private void awaitOver() {
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program is ending anyway
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending; the hook has run or is running, and has been told.
    }
  }
}
