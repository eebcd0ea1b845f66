package dev.rehearsal.harness.replay;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Collects one answer from the driver: tag, count, notices; rows are not kept. */
final class AnswerCollector extends ResultHandlerBase {

  /** A loop that raises a notice per row must not fill the memory or the report. */
  private static final int NOTICES_KEPT = 200;

  private final List<Answer.Notice> notices = new ArrayList<>();
  private final List<String> witnessed = new ArrayList<>();
  private int noticesSeen;
  private String tag;
  private Long rows;

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    int end = status.length();
    while (end > 0
        && (Character.isDigit(status.charAt(end - 1)) || status.charAt(end - 1) == ' ')) {
      end--;
    }
    tag = status.substring(0, end);
    rows = end == status.length() ? null : (Long) updateCount;
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    if (DdlWitness.SQLSTATE.equals(warning.getSQLState())) {
      witnessed.add(serverMessage(warning));
      return;
    }
    noticesSeen++;
    if (notices.size() < NOTICES_KEPT) {
      notices.add(notice(warning));
    }
  }

  private static Answer.Notice notice(SQLWarning warning) {
    if (warning instanceof PSQLWarning psql) {
      ServerErrorMessage server = psql.getServerErrorMessage();
      String text = server.getSeverity() + ": " + server.getMessage();
      return new Answer.Notice(warning.getSQLState(), text, server.getRoutine());
    }
    return new Answer.Notice(warning.getSQLState(), warning.getMessage(), null);
  }

  private static String serverMessage(SQLWarning warning) {
    return warning instanceof PSQLWarning psql
        ? psql.getServerErrorMessage().getMessage()
        : warning.getMessage();
  }

  Answer answer(long startedNanos, long endedNanos, SQLException thrown) {
    if (noticesSeen > notices.size()) {
      notices.add(new Answer.Notice(null, (noticesSeen - notices.size()) + " more not kept", null));
    }
    SQLException failure = thrown != null ? thrown : getException();
    return failure == null
        ? new Answer(startedNanos, endedNanos, tag, rows, null, notices, witnessed)
        : new Answer(startedNanos, endedNanos, null, null, failure, notices, witnessed);
  }
}
