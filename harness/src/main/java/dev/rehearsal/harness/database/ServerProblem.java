package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.sql.SQLException;

/** Says in the user's terms why a server that is running did not do what it was told. */
final class ServerProblem {
  private static final String DISK_FULL = "53100";

  private ServerProblem() {}

  /**
   * The problem behind a failure.
   *
   * @param what what failed, a few words
   * @param log the end of the server's log
   */
  static Problem of(String what, SQLException e, String log) {
    return new Problem(Problem.Kind.CANNOT_REHEARSE, what + ": " + why(e, log), e);
  }

  private static String why(SQLException e, String log) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals(DISK_FULL) || isGone(state) && log.contains("No space left on device")) {
      return "no space left on the server's disk; free some, or name another work directory";
    }
    if (isGone(state)) {
      return "the server is gone (" + e.getMessage() + ")" + lastWords(log);
    }
    return e.getMessage();
  }

  /** Connection lost, shut down or crashed. */
  private static boolean isGone(String state) {
    return state.startsWith("08") || state.equals("57P01") || state.equals("57P02");
  }

  private static String lastWords(String log) {
    return log.lines()
        .filter(line -> line.contains("PANIC:") || line.contains("terminated by signal"))
        .reduce((before, line) -> line)
        .map(line -> "; its log says: " + line.strip())
        .orElse("");
  }
}
