package dev.rehearsal.harness.watch;

import dev.rehearsal.harness.database.RunningServer;
import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of relations. Takes are copies of one database, file by file, so that a table has the
 * same oid in all of them: the names are read from the first take that has locks to show, and once
 * more for what the migration made.
 */
final class RelationNames {

  private static final String NAMES = Watcher.resource("names.sql");

  private final RunningServer server;
  private final Map<Long, String> names = new HashMap<>();
  private final Set<Long> unknown = new HashSet<>();

  RelationNames(RunningServer server) {
    this.server = server;
  }

  /** The name, or the oid where there is none to be had; what is not committed has none yet. */
  String of(long oid, String database) {
    if (oid == 0) {
      return "a table";
    }
    if (!names.containsKey(oid) && unknown.add(oid)) {
      read(database);
    }
    return names.getOrDefault(oid, "oid " + oid);
  }

  /** In a session that is closed at once: the take ends with its database. */
  private void read(String database) {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(NAMES)) {
      while (rows.next()) {
        names.put(
            rows.getLong(1), new RelationName(rows.getString(2), rows.getString(3)).toString());
      }
    } catch (SQLException e) {
      // The take ended meanwhile; what follows says the oid.
    }
  }
}
