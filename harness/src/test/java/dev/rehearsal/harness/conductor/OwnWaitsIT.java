package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/** Which waits of a tool's session are ended. */
@Timeout(60)
class OwnWaitsIT {

  private static final Duration PATIENCE = Duration.ofMillis(300);

  private TakeDatabase database;
  private Connection holder;
  private Connection waiter;

  @BeforeEach
  void hold() throws SQLException {
    database = TestServers.server().cloneDatabase("template1", "own_waits");
    holder = database.connect("test/holder");
    waiter = database.connect("test/waiter");
    execute(waiter, "CREATE TABLE t ()");
    execute(holder, "BEGIN");
    execute(holder, "LOCK TABLE t");
  }

  @AfterEach
  void close() throws SQLException {
    holder.close();
    waiter.close();
    database.close();
  }

  @Test
  void endsTheWaitForAnIdleSessionOfTheTool() throws SQLException {
    OwnWaits waits = watch(Map.of(pid(holder), "tool/1", pid(waiter), "tool/2"));

    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> execute(waiter, "DROP TABLE t"));

    assertThat(failure.getSQLState()).isEqualTo("57014");
    List<Wait> ended = waits.finish();
    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).session()).isEqualTo("tool/2");
    assertThat(ended.get(0).lockType()).isEqualTo("relation");
    assertThat(ended.get(0).blockers()).containsExactly("tool/1");
    assertThat(ended.get(0).toNanos() - ended.get(0).fromNanos())
        .isGreaterThanOrEqualTo(PATIENCE.toNanos());
  }

  @Test
  void letsAStatementWaitForASessionThatIsAtWork() throws SQLException {
    OwnWaits waits = watch(Map.of(pid(holder), "tool/1", pid(waiter), "tool/2"));

    assertThat(waitsWhile("SELECT pg_sleep(1)")).isNull();
    assertThat(waits.finish()).isEmpty();
  }

  /** Which may be what the holder has to wait for. */
  @Test
  void letsAStatementWaitWhileAnotherSessionOfTheToolIsAtWork() throws SQLException {
    try (Connection other = database.connect("test/other")) {
      OwnWaits waits =
          watch(Map.of(pid(holder), "tool/1", pid(waiter), "tool/2", pid(other), "tool/3"));
      CompletableFuture<Throwable> working =
          CompletableFuture.supplyAsync(
              () -> catchThrowable(() -> execute(other, "SELECT pg_sleep(1)")));

      assertThat(waitsWhile(null)).isNull();
      assertThat(waits.finish()).isEmpty();
      assertThat(working.join()).isNull();
    }
  }

  @Test
  void letsAStatementWaitForTheApplication() throws SQLException {
    try (Connection other = database.connect("test/other")) {
      OwnWaits waits = watch(Map.of(pid(other), "tool/1", pid(waiter), "tool/2"));

      assertThat(waitsWhile(null)).isNull();
      assertThat(waits.finish()).isEmpty();
    }
  }

  private OwnWaits watch(Map<Integer, String> sessions) {
    return OwnWaits.watch(database, () -> sessions, PATIENCE, Ticker.system());
  }

  /**
   * Lets one wait for longer than the patience.
   *
   * @param sql what the holder does meanwhile, or null for nothing
   * @return why the waiter failed, or null
   */
  private Throwable waitsWhile(String sql) throws SQLException {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                execute(waiter, "TRUNCATE t");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    if (sql == null) {
      Pause.until(System.nanoTime() + 3 * PATIENCE.toNanos(), Ticker.system());
    } else {
      execute(holder, sql);
    }
    execute(holder, "COMMIT");
    return waiting.handle((done, failure) -> failure).join();
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
