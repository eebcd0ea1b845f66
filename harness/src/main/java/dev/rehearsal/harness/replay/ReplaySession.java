package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/**
 * The migration's session: sends SQL text as psql would and reports what the server answered. Not
 * safe for threads. The connection belongs to the caller.
 *
 * <p>It speaks to the driver's query executor and not to {@code java.sql.Statement}, because JDBC
 * hides the command tag and buffers all rows of a result, and a migration may select a whole table.
 */
public final class ReplaySession implements InspectedSession {

  private static final int FLAGS =
      QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER
          | QueryExecutor.QUERY_SUPPRESS_BEGIN
          | QueryExecutor.QUERY_NO_RESULTS;

  private final BaseConnection connection;
  private final Ticker ticker;
  private final String name;

  /**
   * @param connection in autocommit, as {@code DisposableServer.connect} gives it
   * @param name the session's application name
   */
  public ReplaySession(Connection connection, Ticker ticker, String name) throws SQLException {
    this.connection = connection.unwrap(BaseConnection.class);
    this.ticker = ticker;
    this.name = name;
  }

  public String name() {
    return name;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public int backendPid() {
    return connection.getBackendPID();
  }

  @Override
  public boolean idle() {
    return connection.getTransactionState() == TransactionState.IDLE;
  }

  /** Whether a transaction block is open and has failed. */
  public boolean failed() {
    return connection.getTransactionState() == TransactionState.FAILED;
  }

  @Override
  public boolean closed() {
    try {
      return connection.isClosed();
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Answer run(Statement statement) {
    return statement.kind() == Statement.Kind.COPY_FROM_STDIN
        ? copy(statement)
        : run(statement.sql());
  }

  @Override
  public Answer run(String sql) {
    AnswerCollector collector = new AnswerCollector();
    long started = ticker.nanos();
    SQLException failure = null;
    try {
      QueryExecutor executor = connection.getQueryExecutor();
      executor.execute(executor.createSimpleQuery(sql), null, collector, 0, 0, FLAGS);
    } catch (SQLException e) {
      failure = e;
    }
    return collector.answer(started, ticker.nanos(), failure);
  }

  private Answer copy(Statement statement) {
    long started = ticker.nanos();
    try {
      long rows =
          new CopyManager(connection)
              .copyIn(statement.sql(), new StringReader(statement.copyData()));
      return Answer.bare(started, ticker.nanos(), "COPY", rows, null);
    } catch (SQLException e) {
      return Answer.bare(started, ticker.nanos(), null, null, e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading copy data held in memory", e);
    }
  }

  @Override
  public List<List<String>> ask(String sql) throws SQLException {
    try (java.sql.Statement question = question();
        java.sql.ResultSet answer = question.executeQuery(sql)) {
      int columns = answer.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Sends a command of our own that has no answer worth reading, such as SAVEPOINT. */
  public void command(String sql) throws SQLException {
    try (java.sql.Statement command = question()) {
      command.execute(sql);
    }
  }

  private java.sql.Statement question() throws SQLException {
    java.sql.Statement question = connection.createStatement();
    question.setEscapeProcessing(false);
    return question;
  }

  long nanos() {
    return ticker.nanos();
  }
}
