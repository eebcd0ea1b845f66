package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Performs the statements of one file over one session. */
final class FileSession {
  private static final Pattern MAY_NAME_A_ROLE =
      Pattern.compile("(?i)(GRANT|REVOKE|ALTER|CREATE)\\b");
  private static final String SAVEPOINT = "rehearse_load";

  private final Connection connection;
  private final DumpAllowances allowances;

  FileSession(Connection connection, Progress progress) {
    this.connection = connection;
    allowances = new DumpAllowances(connection, progress);
  }

  void copy(Statement statement, InputStream data) throws SQLException, IOException {
    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement.sql(), data);
  }

  void execute(Statement statement) throws SQLException {
    boolean done = false;
    while (!done) {
      try {
        attempt(statement);
        done = true;
      } catch (SQLException rejected) {
        done = allowances.passesOver(statement, rejected);
        if (!done && !allowances.createsRole(statement, rejected)) {
          throw rejected;
        }
      }
    }
  }

  /** An error would end a transaction block before anything can be done about it. */
  private void attempt(Statement statement) throws SQLException {
    if (!inTransaction() || !mayBeAllowed(statement.sql())) {
      send(statement.sql());
      return;
    }
    send("SAVEPOINT " + SAVEPOINT);
    try {
      send(statement.sql());
    } catch (SQLException rejected) {
      send("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      throw rejected;
    } finally {
      send("RELEASE SAVEPOINT " + SAVEPOINT);
    }
  }

  private static boolean mayBeAllowed(String sql) {
    return MAY_NAME_A_ROLE.matcher(sql).lookingAt() || SessionSetting.of(sql).isPresent();
  }

  private void send(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  boolean inTransaction() throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
  }
}
