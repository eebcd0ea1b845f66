package dev.rehearsal.harness.dataset.shop;

import java.time.Duration;
import java.time.Instant;

/** Five years over which a table's rows came in, so that a timestamp grows with the key. */
final class Timeline {
  /** Where Postgres counts from. */
  static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  static final long SECOND = 1_000_000;
  static final long DAY = 86_400 * SECOND;

  private static final long FROM =
      Duration.between(POSTGRES_EPOCH, Instant.parse("2021-01-01T00:00:00Z")).toSeconds() * SECOND;
  private static final long SPAN = 5 * 365 * DAY;

  private final long count;
  private final Draw jitter;

  Timeline(long count, long seed, String purpose) {
    this.count = count;
    jitter = new Draw(seed, purpose);
  }

  /** When the row with this key came in, in microseconds from Postgres's epoch. */
  long at(long id) {
    double step = (double) SPAN / count;
    return FROM + (long) ((id - 1 + jitter.row(id).unit()) * step);
  }

  /** Whether a row came in so recently that its business may still be open. */
  boolean recent(long id) {
    return id > count - count / 50;
  }
}
