package dev.rehearsal.reports.analysis;

/** The answer to "can we run this tonight?". Written in capitals. */
public enum Verdict {
  PASS(0),
  WARN(0),
  FAIL(1),
  /** The evidence is missing or damaged. Never green. */
  INCONCLUSIVE(4);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of a run that ends so, if the migration applied. */
  public int exitCode() {
    return exitCode;
  }
}
