package dev.rehearsal.harness.time;

import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is told to go on. */
public final class ManualTicker implements Ticker {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanos() {
    return now.get();
  }

  public void set(long nanos) {
    now.set(nanos);
  }

  public void advance(long nanos) {
    now.addAndGet(nanos);
  }
}
