package dev.rehearsal.reports.recording;

/**
 * One transaction of the migration. A statement outside any block is a transaction of its own.
 *
 * @param index 1 for the take's first
 * @param session who ran it
 * @param explicit whether the script or {@code --single-transaction} opened it
 * @param startedNanos when its first statement was sent
 * @param endedNanos when its end was confirmed
 * @param end how it ended
 */
public record TransactionRun(
    int index, String session, boolean explicit, long startedNanos, long endedNanos, End end) {

  /** How a transaction ended. Written in lower case in the file. */
  public enum End {
    COMMIT,
    ROLLBACK,
    /** The session or the server went away. */
    LOST
  }
}
