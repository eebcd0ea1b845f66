package dev.rehearsal.reports.recording;

/**
 * A file is not what it should be, or is of a newer format than this program knows. The message
 * names the file, the rule, the value and a way out, in one sentence for people.
 */
public final class UnreadableFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnreadableFileException(String message) {
    super(message);
  }

  public UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
