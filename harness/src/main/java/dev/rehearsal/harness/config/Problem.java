package dev.rehearsal.harness.config;

/**
 * Something that the user can do something about. The message is for people: {@code file:line}
 * first where there is one, then the rule, the value and a way out. Everything else that is thrown
 * is a bug.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public Problem(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Problem(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whose problem it is, and with which exit code the program ends. */
  public enum Kind {
    /** The command line, a configuration or an input file cannot be read or understood. */
    USAGE(2),
    /** The server rejected the user's SQL. */
    REJECTED(3),
    /** The surroundings prevented a rehearsal: no server to be had, disk full, server killed. */
    CANNOT_REHEARSE(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }
}
