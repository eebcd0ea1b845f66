package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.dataset.shop.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Copies several tables at once, each over a session of its own. A table is one stream from one
 * thread, so that its rows lie in the same order every time.
 */
final class ParallelCopy {
  /** Each keeps a backend busy besides itself. */
  private static final int THREADS = 2;

  /** Opens a session, which is closed here. */
  @FunctionalInterface
  interface Sessions {
    Connection open() throws SQLException;
  }

  private final Sessions sessions;
  private final LongConsumer progress;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param progress told how many rows were sent in all, from any thread
   */
  ParallelCopy(Sessions sessions, LongConsumer progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  /**
   * Copies all tables, taking them in this order as threads get free. Where one fails, all end.
   *
   * @throws InterruptedException if the thread was interrupted; the copies were cancelled
   */
  void run(List<TableRows> tables) throws SQLException, InterruptedException {
    Queue<TableRows> queue = new ConcurrentLinkedQueue<>(tables);
    List<Thread> lanes =
        Stream.generate(() -> new Thread(() -> lane(queue), "rehearse-load"))
            .limit(THREADS)
            .toList();
    lanes.forEach(Thread::start);
    join(lanes);
    rethrow();
  }

  /** Waits for all of them also when interrupted: then they end at their next batch. */
  private void join(List<Thread> lanes) {
    for (Thread lane : lanes) {
      while (lane.isAlive()) {
        try {
          lane.join();
        } catch (InterruptedException interrupted) {
          failure.compareAndSet(null, interrupted);
        }
      }
    }
  }

  private void lane(Queue<TableRows> queue) {
    try (Connection connection = sessions.open()) {
      for (TableRows table = queue.poll(); table != null; table = queue.poll()) {
        if (!TableCopy.copy(connection, table, this::goOn)) {
          return;
        }
      }
    } catch (Throwable broken) {
      // Whatever it was, a table without its rows must not pass for a loaded one.
      failure.compareAndSet(null, broken);
    }
  }

  private boolean goOn(long sent) {
    progress.accept(rows.addAndGet(sent));
    return failure.get() == null;
  }

  private void rethrow() throws SQLException, InterruptedException {
    if (failure.get() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (failure.get() instanceof SQLException rejected) {
      throw rejected;
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a thread that loads failed", failure.get());
    }
  }
}
