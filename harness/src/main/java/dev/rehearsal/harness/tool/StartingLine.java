package dev.rehearsal.harness.tool;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds tools that run at once before the first statement of the migration until all have come
 * there: then each has looked at what is pending while none had begun, however short the migration.
 * One that does not come, as when a lock of the tool's keeps it out, is not waited for for long.
 * Safe for threads.
 */
public final class StartingLine {

  /** Longer than two starts of the same tool differ, shorter than tools wait for their own lock. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final int runners;
  private final Predicate<String> own;
  private final Set<Object> heard = new HashSet<>();
  private final Set<Object> arrived = new HashSet<>();
  private long newsNanos;
  private boolean open;

  /**
   * @param runners how many
   * @param own tells whether a statement is the migration's
   */
  public StartingLine(int runners, Predicate<String> own) {
    this.runners = runners;
    this.own = own;
  }

  /** For one of the runners: is told its statements, and does not return before it may go on. */
  public Consumer<String> lane() {
    Object lane = new Object();
    return sql -> hear(lane, own.test(sql));
  }

  /** Lets all go on, as when one of them has ended. */
  public synchronized void open() {
    open = true;
    notifyAll();
  }

  private synchronized void hear(Object lane, boolean atTheLine) {
    boolean news = heard.add(lane);
    if (atTheLine) {
      news |= arrived.add(lane);
    }
    if (news) {
      newsNanos = System.nanoTime();
      notifyAll();
    }
    if (atTheLine) {
      await();
    }
  }

  private void await() {
    try {
      while (!open) {
        long left = PATIENCE.toMillis() - (System.nanoTime() - newsNanos) / 1_000_000;
        if (arrived.size() == runners || heard.size() == runners && left <= 0) {
          open();
        } else {
          wait(heard.size() == runners ? left : 0);
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
