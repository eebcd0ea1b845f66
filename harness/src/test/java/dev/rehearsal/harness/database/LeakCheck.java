package dev.rehearsal.harness.database;

import static org.junit.jupiter.api.Assertions.fail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which one of our sessions is still connected to a shared server. Register it
 * as an extension: {@code @RegisterExtension LeakCheck leaks = LeakCheck.ignoring();}
 */
public final class LeakCheck implements AfterEachCallback {
  private static final int ATTEMPTS = 40;
  private static final int PAUSE_MILLIS = 50;
  private static final String SESSIONS =
      "SELECT application_name || ' in ' || datname || ': ' || coalesce(query, '')"
          + " FROM pg_stat_activity"
          + " WHERE application_name LIKE 'rehearse/%' AND pid <> pg_backend_pid()"
          + " AND application_name <> ALL (string_to_array('%s', ','))";

  private final List<String> ignored;

  private LeakCheck(List<String> ignored) {
    this.ignored = ignored;
  }

  /** A check that lets these sessions live on, such as one kept for a whole class. */
  public static LeakCheck ignoring(String... sessions) {
    return new LeakCheck(List.of(sessions));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (DisposableServer server : TestServers.running()) {
      List<String> left = sessions(server);
      // A backend outlives its client by a moment.
      for (int attempt = 0; !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
        Thread.sleep(PAUSE_MILLIS);
        left = sessions(server);
      }
      if (!left.isEmpty()) {
        fail("sessions left on postgres " + server.description().major() + ": " + left);
      }
    }
  }

  private List<String> sessions(DisposableServer server) throws SQLException {
    List<String> sessions = new ArrayList<>();
    try (Connection connection = server.connect("postgres", "leak-check");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(SESSIONS.replace("%s", String.join(",", ignored)))) {
      while (rows.next()) {
        sessions.add(rows.getString(1));
      }
    }
    return sessions;
  }
}
