package dev.rehearsal.harness.database;

import dev.rehearsal.harness.database.ContainerEngine.Unavailable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that may hang, in a thread of their own that nobody has to wait for. */
final class Bounded {
  private Bounded() {}

  static <T> T call(Callable<T> call, Duration limit, String failure)
      throws Unavailable, InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "rehearse-container-engine");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Unavailable(failure + " (no answer in " + limit.toSeconds() + " s)", e);
    } catch (ExecutionException e) {
      throw new Unavailable(failure, e);
    } finally {
      task.cancel(true);
    }
  }
}
