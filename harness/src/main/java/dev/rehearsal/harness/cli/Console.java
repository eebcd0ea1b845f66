package dev.rehearsal.harness.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the program writes: results on one stream, everything else on the other.
 *
 * @param out results
 * @param err progress and errors
 * @param outTerminal whether somebody watches {@code out}
 * @param errTerminal whether somebody watches {@code err}
 * @param columns how many characters fit on a line of {@code err}
 * @param environment the environment variables; only those about colour are looked at
 */
record Console(
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    int columns,
    Map<String, String> environment) {

  private static final int USUAL_COLUMNS = 80;

  /**
   * The console of this process. Java cannot tell for one stream alone whether it is a terminal, so
   * {@code scripts/rehearse} does; started otherwise, the program writes as to a file.
   */
  static Console ofProcess() {
    return new Console(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        "terminal".equals(System.getProperty("rehearse.stdout")),
        "terminal".equals(System.getProperty("rehearse.stderr")),
        Integer.getInteger("rehearse.columns", USUAL_COLUMNS),
        System.getenv());
  }

  /** Whether results are to be coloured. */
  boolean coloured(ColorMode mode) {
    return switch (mode) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          outTerminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(environment.get("TERM"));
    };
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** When to use colour. */
  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER
  }
}
