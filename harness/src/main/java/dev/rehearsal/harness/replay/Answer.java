package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.postgres.SqlState;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server answered to one statement.
 *
 * @param startedNanos when it was sent
 * @param endedNanos when the session was ready for the next
 * @param tag the command tag without its count, such as {@code INSERT}, or null if it failed
 * @param rows the count in the tag, or null if it has none
 * @param failure the error, or null
 * @param notices what the server remarked on the way
 * @param witnessed what {@link DdlWitness} told on the way
 */
public record Answer(
    long startedNanos,
    long endedNanos,
    String tag,
    Long rows,
    SQLException failure,
    List<Notice> notices,
    List<String> witnessed) {

  public Answer {
    notices = List.copyOf(notices);
    witnessed = List.copyOf(witnessed);
  }

  /** An answer without remarks. */
  static Answer bare(
      long startedNanos, long endedNanos, String tag, Long rows, SQLException failure) {
    return new Answer(startedNanos, endedNanos, tag, rows, failure, List.of(), List.of());
  }

  /** An answer of which only its times and the error are known. */
  public static Answer of(long startedNanos, long endedNanos, SQLException failure) {
    return bare(startedNanos, endedNanos, null, null, failure);
  }

  /**
   * A remark of the server.
   *
   * @param sqlState its code
   * @param text its severity and message
   * @param routine the server's source routine that raised it, or null
   */
  public record Notice(String sqlState, String text, String routine) {}

  public boolean ok() {
    return failure == null;
  }

  /** The error's code, or null if there was no error or the driver gave none. */
  public String sqlState() {
    return failure == null ? null : failure.getSQLState();
  }

  /** The error's primary message without detail, which may carry row values; null without error. */
  String message() {
    ServerErrorMessage server = serverMessage();
    if (server != null && server.getMessage() != null) {
      return server.getMessage();
    }
    return failure == null ? null : failure.getMessage();
  }

  /** The server's source routine that raised the error, or null. */
  String routine() {
    ServerErrorMessage server = serverMessage();
    return server == null ? null : server.getRoutine();
  }

  private ServerErrorMessage serverMessage() {
    return failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
  }

  public boolean connectionLost() {
    return SqlState.connectionLost(sqlState());
  }

  public boolean surroundingsFailed() {
    return SqlState.surroundingsFailed(sqlState());
  }

  /** The same answer to something that was begun earlier. */
  Answer since(long nanos) {
    return new Answer(nanos, endedNanos, tag, rows, failure, notices, witnessed);
  }

  /** The same answer, complete only later, as when a COMMIT behind it was waited for. */
  public Answer until(long nanos) {
    return new Answer(startedNanos, nanos, tag, rows, failure, notices, witnessed);
  }

  /** The same answer, taken to have failed after all, as when the COMMIT behind it fails. */
  public Answer failedLater(Answer later) {
    return new Answer(
        startedNanos, later.endedNanos, null, null, later.failure, notices, witnessed);
  }
}
