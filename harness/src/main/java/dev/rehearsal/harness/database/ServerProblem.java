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
   */
  static Problem of(String what, SQLException e) {
    return new Problem(Problem.Kind.CANNOT_REHEARSE, what + ": " + why(e), e);
  }

  private static String why(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals(DISK_FULL)) {
      return "no space left on the server's disk (" + e.getMessage() + ")";
    }
    if (state.startsWith("08") || state.equals("57P01") || state.equals("57P02")) {
      return "the server is gone (" + e.getMessage() + ")";
    }
    return e.getMessage();
  }
}
