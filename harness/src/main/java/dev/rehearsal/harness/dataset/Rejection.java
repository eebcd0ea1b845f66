package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a server said against a statement of a file, with the line it said it about. */
final class Rejection {
  /** {@code COPY orders, line 3, column id: "x"}, in English, since LoadSession asks for it. */
  private static final Pattern COPY_LINE = Pattern.compile("(?m)^COPY .*?, line (\\d+)");

  private Rejection() {}

  /**
   * @param copyDataLine where the data of the last COPY began
   */
  static Problem of(Statement statement, int copyDataLine, SQLException rejected) {
    ServerErrorMessage error =
        rejected instanceof PSQLException server ? server.getServerErrorMessage() : null;
    int line = error == null ? statement.line() : line(statement, copyDataLine, error);
    String message = error == null ? rejected.getMessage() : sentence(error);
    return new Problem(
        Problem.Kind.REJECTED,
        "%s:%d: the server rejects it: %s (SQLSTATE %s)"
            .formatted(statement.script(), line, message, rejected.getSQLState()),
        rejected);
  }

  private static int line(Statement statement, int copyDataLine, ServerErrorMessage error) {
    if (statement.kind() == Statement.Kind.COPY_FROM_STDIN && error.getWhere() != null) {
      Matcher row = COPY_LINE.matcher(error.getWhere());
      if (row.find()) {
        return copyDataLine + Integer.parseInt(row.group(1)) - 1;
      }
    }
    return statement.line() + newlinesBefore(statement.sql(), error.getPosition() - 1);
  }

  /**
   * @param position in characters, which are not always Java's
   */
  private static int newlinesBefore(String sql, int position) {
    return (int) sql.codePoints().limit(Math.max(0, position)).filter(c -> c == '\n').count();
  }

  private static String sentence(ServerErrorMessage error) {
    StringBuilder sentence = new StringBuilder(String.valueOf(error.getMessage()));
    for (String more : new String[] {error.getDetail(), error.getHint()}) {
      if (more != null) {
        sentence.append("; ").append(more);
      }
    }
    return sentence.toString();
  }
}
