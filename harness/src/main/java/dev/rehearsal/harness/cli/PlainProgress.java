package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import java.io.PrintStream;
import java.util.Locale;

/**
 * One line for each stage, when it is over; a stage that takes long says every now and then where
 * it is. For logs and pipes: no cursor movement.
 */
final class PlainProgress implements Progress {

  private static final long HEARTBEAT_NANOS = 10_000_000_000L;

  private final PrintStream err;
  private final Ticker ticker;

  private String stage;
  private long total;
  private long began;
  private long spoke;

  PlainProgress(PrintStream err, Ticker ticker) {
    this.err = err;
    this.ticker = ticker;
  }

  @Override
  public synchronized void begin(String stage, long total) {
    done("");
    this.stage = stage;
    this.total = total;
    this.began = ticker.nanos();
    this.spoke = began;
  }

  @Override
  public synchronized void at(long done) {
    if (stage != null && ticker.nanos() - spoke >= HEARTBEAT_NANOS) {
      spoke = ticker.nanos();
      err.println(stage + " … " + (total > 0 ? 100 * done / total + " %, " : "") + elapsed());
    }
  }

  @Override
  public synchronized void done(String note) {
    if (stage != null) {
      err.println(stage + (note.isEmpty() ? "" : ": " + note) + " (" + elapsed() + ")");
      stage = null;
    }
  }

  @Override
  public synchronized void note(String text) {
    err.println(text);
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%.1f s", (ticker.nanos() - began) / 1e9);
  }
}
