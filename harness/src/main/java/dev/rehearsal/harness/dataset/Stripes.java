package dev.rehearsal.harness.dataset;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Deals the rows of one table out to several streams, a thousand neighbours at a time, to whoever
 * asks next: so all streams stay close to one another, and rows lie on disk about in the order of
 * their keys. Safe for threads.
 */
final class Stripes {
  private static final long ROWS = 1024;

  /** A table that has fewer is soon filled, and by one stream in the very order of its keys. */
  private static final long WORTH_SHARING = 200_000;

  private final long count;
  private final long size;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param count rows of the table, whose keys are 1 to this
   */
  Stripes(long count) {
    this.count = count;
    this.size = count < WORTH_SHARING ? count : ROWS;
  }

  /** The keys of a stripe, both ends included; empty if {@code last < first}. */
  record Stripe(long first, long last) {
    boolean empty() {
      return last < first;
    }
  }

  /** The next stripe that nobody has yet, an empty one when all are dealt. */
  Stripe take() {
    long first = next.getAndIncrement() * size + 1;
    return new Stripe(first, Math.min(first + size - 1, count));
  }
}
