package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.replay.Answer;
import java.nio.charset.Charset;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server says in ErrorResponse, NoticeResponse and CommandComplete. */
final class ServerText {

  private ServerText() {}

  static PSQLException error(byte[] body, Charset charset) {
    return new PSQLException(fields(body, charset));
  }

  static ServerErrorMessage fields(byte[] body, Charset charset) {
    return new ServerErrorMessage(new String(body, charset));
  }

  static Answer.Notice notice(ServerErrorMessage fields) {
    return new Answer.Notice(
        fields.getSQLState(),
        fields.getSeverity() + ": " + fields.getMessage(),
        fields.getRoutine());
  }

  /** A command tag without its numbers. */
  static String tag(String status) {
    return status.substring(0, endOfWords(status));
  }

  /** The count in a command tag, or null if it has none. */
  static Long rows(String status) {
    int end = endOfWords(status);
    String numbers = status.substring(end).strip();
    return numbers.isEmpty() ? null : Long.valueOf(numbers.substring(numbers.lastIndexOf(' ') + 1));
  }

  private static int endOfWords(String status) {
    int end = status.length();
    while (end > 0
        && (Character.isDigit(status.charAt(end - 1)) || status.charAt(end - 1) == ' ')) {
      end--;
    }
    return end;
  }
}
