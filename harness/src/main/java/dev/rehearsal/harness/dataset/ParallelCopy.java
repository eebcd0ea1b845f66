package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.dataset.shop.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Copies tables, each over several sessions at once: one server process stores rows slower. */
public final class ParallelCopy {
  /** Each keeps a backend busy besides itself. */
  private static final int LANES = 2;

  /** Opens a session, which is closed here. */
  @FunctionalInterface
  public interface Sessions {
    Connection open() throws SQLException;
  }

  private final Sessions sessions;
  private final LongConsumer progress;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param progress told how many rows were sent in all, from any thread
   */
  public ParallelCopy(Sessions sessions, LongConsumer progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  /**
   * Copies all tables in this order. Where one stream fails, all end.
   *
   * @param tables makes row writers at their first row, the same ones for every stream
   * @throws InterruptedException if the thread was interrupted; the copies were cancelled
   */
  public void run(Supplier<List<TableRows>> tables) throws SQLException, InterruptedException {
    List<Stripes> stripes = tables.get().stream().map(rows -> new Stripes(rows.count())).toList();
    List<Thread> lanes =
        Stream.generate(() -> new Thread(() -> lane(tables.get(), stripes), "rehearse-load"))
            .limit(LANES)
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

  private void lane(List<TableRows> tables, List<Stripes> stripes) {
    try (Connection connection = sessions.open()) {
      for (int i = 0; i < tables.size(); i++) {
        if (!TableCopy.copy(connection, tables.get(i), stripes.get(i), this::goOn)) {
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
