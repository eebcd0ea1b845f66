package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for the current stage on a terminal; a stage that is over leaves one line behind. */
final class TerminalProgress implements Progress {

  private static final int UPDATE_MILLIS = 200;

  private final PrintStream err;
  private final int columns;
  private final PlainProgress lines;

  private ProgressBar bar;

  TerminalProgress(PrintStream err, int columns, Ticker ticker) {
    this.err = err;
    this.columns = columns;
    this.lines = new PlainProgress(err, ticker);
  }

  @Override
  public synchronized void begin(String stage, long total) {
    removeBar();
    lines.begin(stage, total);
    bar =
        new ProgressBarBuilder()
            .setTaskName(stage)
            .setInitialMax(total)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new Line(err, columns - 1))
            .build();
  }

  @Override
  public synchronized void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public synchronized void done(String note) {
    removeBar();
    lines.done(note);
  }

  @Override
  public synchronized void note(String text) {
    removeBar();
    lines.note(text);
  }

  private void removeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
      err.print("\r" + " ".repeat(columns - 1) + "\r");
    }
  }

  /**
   * The line that a bar is drawn on, again and again. A bar that was short-lived never closes it.
   */
  private record Line(PrintStream err, int columns) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return columns;
    }

    @Override
    public void accept(String bar) {
      err.print("\r" + bar);
    }

    @Override
    public void close() {}
  }
}
