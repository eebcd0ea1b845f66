package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.postgres.SqlState;
import java.sql.SQLException;
import java.util.Set;

/** Tells a server in trouble from SQL that the server rejects. */
final class LoadTrouble {
  /** system_error and io_error; the rest of class 58 is about files that the SQL names. */
  private static final Set<String> OWN_FILES = Set.of("58000", "58030");

  private LoadTrouble() {}

  /** What to throw where the SQL was this program's own. */
  static RuntimeException of(SQLException broken) {
    if (isServers(broken)) {
      return ofServer(broken);
    }
    return new IllegalStateException("the server rejected a statement of the loader", broken);
  }

  /** Whether the server is gone, out of resources or cannot read or write its files. */
  static boolean isServers(SQLException broken) {
    String state = broken.getSQLState();
    return SqlState.connectionLost(state)
        || state != null && (state.startsWith("53") || OWN_FILES.contains(state));
  }

  static Problem ofServer(SQLException broken) {
    String wayOut =
        SqlState.DISK_FULL.equals(broken.getSQLState()) ? "; make room, or load fewer rows" : "";
    return new Problem(
        Problem.Kind.CANNOT_REHEARSE,
        "the server failed while the dataset was loaded: %s (SQLSTATE %s)%s"
            .formatted(broken.getMessage(), broken.getSQLState(), wayOut),
        broken);
  }
}
