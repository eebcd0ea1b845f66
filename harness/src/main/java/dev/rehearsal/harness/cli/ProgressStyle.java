package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;

/** How to tell a person where a rehearsal is. */
enum ProgressStyle {
  AUTO,
  PLAIN,
  NONE;

  Progress on(Console console, Ticker ticker) {
    if (this == NONE) {
      return Progress.silent();
    }
    return this == AUTO && console.errTerminal()
        ? new TerminalProgress(console.err(), console.columns(), ticker)
        : new PlainProgress(console.err(), ticker);
  }
}
