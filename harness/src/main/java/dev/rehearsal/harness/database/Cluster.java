package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The databases of one server, however it was started: what both providers do in the same way. Safe
 * for threads.
 */
final class Cluster {
  static final String SUPERUSER = "postgres";

  /** Database that is always there. */
  static final String MAINTENANCE = "postgres";

  /** The name of our own sessions. */
  static final String SESSION = "rehearse/database";

  private static final int FIRST_WITH_STRATEGY = 15;
  private static final String TIMEOUT_SECONDS = "10";

  private final String host;
  private final int port;
  private final String password;
  private final String timeZone;
  private final Path log;

  /**
   * A server that answers.
   *
   * @param timeZone the server's own, which sessions keep instead of the Java process's
   * @param log the file that the server logs to
   */
  Cluster(String host, int port, String password, String timeZone, Path log) {
    this.host = host;
    this.port = port;
    this.password = password;
    this.timeZone = timeZone;
    this.log = log;
  }

  /** As {@link DisposableServer#connect}. */
  Connection connect(String database, String session) throws SQLException {
    return connect(database, session, null);
  }

  /**
   * The same with settings of the session's own.
   *
   * @param options as {@code postgres} takes them, {@code -c name=value}, or null
   */
  Connection connect(String database, String session, String options) throws SQLException {
    Properties properties = new Properties();
    PGProperty.OPTIONS.set(properties, options);
    PGProperty.USER.set(properties, SUPERUSER);
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.APPLICATION_NAME.set(properties, session);
    // In the startup packet, so that no session is ever seen without its name.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.SSL_MODE.set(properties, "disable");
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.CONNECT_TIMEOUT.set(properties, TIMEOUT_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, TIMEOUT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    // A script may SET client_encoding, as every dump does; the driver would drop the connection.
    PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
    Connection connection = new Driver().connect(url(database), properties);
    try (Statement statement = connection.createStatement()) {
      // The driver announces the Java process's; a migration must not depend on that.
      statement.execute("SET TimeZone TO " + literal(timeZone));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The database goes into the URL: as a property the driver lets the user's name win over it. */
  private String url(String database) {
    String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + host + ":" + port + "/" + encoded;
  }

  Login login(String database) {
    return new Login(host, port, SUPERUSER, password, database);
  }

  void create(String name) {
    execute(
        "create database " + name,
        statement -> statement.execute("CREATE DATABASE " + identifier(name)));
  }

  /**
   * Copies a database, file by file: faster than through WAL for anything but an empty one, and the
   * only way before 15. A copy by file begins and ends with a checkpoint of its own; ours makes it
   * so for whatever a later version does.
   */
  void copy(String template, String name) {
    execute(
        "clone database " + template,
        statement -> {
          int major = statement.getConnection().getMetaData().getDatabaseMajorVersion();
          statement.execute(
              "CREATE DATABASE "
                  + identifier(name)
                  + " TEMPLATE "
                  + identifier(template)
                  + (major >= FIRST_WITH_STRATEGY ? " STRATEGY FILE_COPY" : ""));
          statement.execute("CHECKPOINT");
        });
  }

  /** Ends all sessions of the database and drops it. */
  void drop(String name) {
    execute(
        "drop database " + name,
        statement ->
            statement.execute("DROP DATABASE IF EXISTS " + identifier(name) + " WITH (FORCE)"));
  }

  /** As {@link DisposableServer#explain}. */
  Problem explain(String what, SQLException e) {
    return ServerProblem.of(what, e, LogTail.of(log));
  }

  private void execute(String what, Work work) {
    try (Connection connection = connect(MAINTENANCE, SESSION);
        Statement statement = connection.createStatement()) {
      work.on(statement);
    } catch (SQLException e) {
      throw explain("cannot " + what, e);
    }
  }

  /** What is done in a session of our own. */
  private interface Work {
    void on(Statement statement) throws SQLException;
  }

  static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
