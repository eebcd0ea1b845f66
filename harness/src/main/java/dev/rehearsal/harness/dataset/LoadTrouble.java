package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.reports.postgres.SqlState;
import java.sql.SQLException;
import java.util.Set;

/** Tells a server in trouble from SQL that the server rejects. */
final class LoadTrouble {
  /** system_error and io_error; the rest of class 58 is about files that the SQL names. */
  private static final Set<String> OWN_FILES = Set.of("58000", "58030");

  private LoadTrouble() {}

  /** What to throw where the SQL was this program's own. */
  static RuntimeException of(DisposableServer server, SQLException broken) {
    return isServers(broken)
        ? server.explain("cannot load the dataset", broken)
        : new IllegalStateException("the server rejected a statement of the loader", broken);
  }

  /** Whether the server is gone, out of resources or cannot read or write its files. */
  static boolean isServers(SQLException broken) {
    String state = broken.getSQLState();
    return SqlState.connectionLost(state)
        || state != null && (state.startsWith("53") || OWN_FILES.contains(state));
  }
}
