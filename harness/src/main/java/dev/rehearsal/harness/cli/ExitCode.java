package dev.rehearsal.harness.cli;

/**
 * What the program ends with. A rehearsal ends with 0, 1, 3 or 4 by its verdict; after a signal the
 * Java runtime ends it with 130 or 143.
 */
final class ExitCode {

  static final int DONE = 0;
  static final int USAGE = 2;
  static final int CANNOT_REHEARSE = 4;
  static final int BUG = 70;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
