package dev.rehearsal.harness.library;

import dev.rehearsal.harness.database.Login;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of a take, as a tool gets it: whatever user it asks for, it gets the one of the
 * take. All connections can be cut from another thread, and then there are no more.
 */
final class OneDatabase implements DataSource {

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final Set<Connection> given = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /**
   * @param parameters of each session, by the driver's names, none of which says where it leads
   */
  OneDatabase(Login login, Map<String, String> parameters) {
    try {
      for (Map.Entry<String, String> each : parameters.entrySet()) {
        source.setProperty(each.getKey(), each.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("parameters of a session: " + parameters.keySet(), e);
    }
    source.setServerNames(new String[] {login.host()});
    source.setPortNumbers(new int[] {login.port()});
    source.setDatabaseName(login.database());
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setSslMode("disable");
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = source.getConnection();
    given.removeIf(OneDatabase::closed);
    given.add(connection);
    if (cut) {
      cut();
      throw new SQLException("the connection was cut, because it is time to end");
    }
    return connection;
  }

  private static boolean closed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException unknown) {
      return false;
    }
  }

  /** Whatever statement is at work fails, as when the network is lost. */
  void cut() {
    cut = true;
    for (Connection connection : given) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException gone) {
        // It was closed already.
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
