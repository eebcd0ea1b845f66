package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Beside;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * The session that a migration tool keeps beside the one that migrates. It is opened when the tool
 * first says something on it.
 *
 * <p>It speaks the extended protocol, as drivers do: in an open transaction the server keeps the
 * last query's portal, and with it a snapshot, until the next query comes. That is what CREATE
 * INDEX CONCURRENTLY waits for; a session that had spoken the simple protocol would stand in
 * nobody's way (seen of 15: {@code pg_stat_activity.backend_xmin}).
 */
final class ToolSession implements Beside {

  /** The tool is known to go on with this session only when the statement has ended. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final TakeDatabase database;
  private final Ticker ticker;
  private Connection connection;
  private int backendPid;
  private OwnWaits waiting;

  ToolSession(TakeDatabase database, Ticker ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return Sessions.TOOL;
  }

  @Override
  public Answer run(Statement statement) {
    long started = ticker.nanos();
    try {
      open();
      try (java.sql.Statement saying = connection.createStatement()) {
        saying.setEscapeProcessing(false);
        saying.execute(statement.sql());
      }
      return Answer.of(started, ticker.nanos(), null);
    } catch (SQLException e) {
      return Answer.of(started, ticker.nanos(), e);
    }
  }

  private void open() throws SQLException {
    if (connection == null) {
      connection = connect(database.login());
      backendPid = connection.unwrap(PGConnection.class).getBackendPID();
    }
  }

  /** As a tool would connect; sessions of our own speak the simple protocol. */
  private static Connection connect(Login login) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, login.user());
    PGProperty.PASSWORD.set(properties, login.password());
    PGProperty.APPLICATION_NAME.set(properties, Sessions.TOOL);
    // In the startup packet, so that no session is ever seen without its name.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    PGProperty.SSL_MODE.set(properties, "disable");
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    return new Driver().connect(login.jdbcUrl(), properties);
  }

  @Override
  public void begin(int migrating) {
    if (connection != null) {
      Map<Integer, String> own = Map.of(migrating, Sessions.REPLAY, backendPid, Sessions.TOOL);
      waiting = OwnWaits.watch(database, () -> own, PATIENCE, ticker);
    }
  }

  @Override
  public Wait end() {
    if (waiting == null) {
      return null;
    }
    List<Wait> ended = waiting.finish();
    waiting = null;
    return ended.isEmpty() ? null : ended.get(0);
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException lost) {
      // The server ends the session with its database at the latest.
      connection = null;
    }
  }
}
