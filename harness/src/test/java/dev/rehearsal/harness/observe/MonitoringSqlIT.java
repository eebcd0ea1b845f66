package dev.rehearsal.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.reports.postgres.MonitoringSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queries that reports print run on every version and show what they promise. */
class MonitoringSqlIT {

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void showWhoBlocksWhomAndEndIt(int major) throws Exception {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection migration = database.connect(MonitoringSql.APPLICATION);
        Connection victim = database.connect("shop");
        Connection admin = database.connect("admin")) {
      execute(admin, "CREATE TABLE orders (id int)");
      execute(migration, "BEGIN; LOCK TABLE orders");
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(() -> unchecked(victim, "SELECT * FROM orders"));
      List<String> waiters = awaited(admin);

      assertThat(waiters).singleElement().asString().contains("|shop|", "|migration|");
      assertThat(rows(admin, MonitoringSql.ACTIVITY))
          .singleElement()
          .asString()
          .contains("idle in");
      assertThat(rows(admin, MonitoringSql.LOCKS))
          .anyMatch(row -> row.contains("|orders|AccessExclusiveLock|t|"));
      assertThat(rows(admin, MonitoringSql.LONG_TRANSACTIONS)).isEmpty();
      assertThat(rows(admin, MonitoringSql.CANCEL)).as("it is idle").isEmpty();
      assertThat(rows(admin, MonitoringSql.TERMINATE)).singleElement().asString().endsWith("|t|");
      reading.join();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void theLocksThatTheMigrationWaitsForAreShownAndItsStatementCancelled(int major)
      throws Exception {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection migration = database.connect(MonitoringSql.APPLICATION);
        Connection report = database.connect("report");
        Connection admin = database.connect("admin")) {
      execute(admin, "CREATE TABLE orders (id int)");
      execute(report, "BEGIN; SELECT * FROM orders");
      CompletableFuture<String> altering =
          CompletableFuture.supplyAsync(
              () -> unchecked(migration, "ALTER TABLE orders ADD COLUMN x int"));
      assertThat(awaited(admin)).singleElement().asString().contains("|migration|", "|report|");
      assertThat(rows(admin, MonitoringSql.LOCKS))
          .anyMatch(row -> row.contains("|orders|AccessExclusiveLock|f|"));
      assertThat(rows(admin, MonitoringSql.CANCEL)).singleElement().asString().endsWith("|t|");
      assertThat(altering.join()).isEqualTo("57014");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void progressAndInvalidIndexesCanBeAskedFor(int major) throws Exception {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection admin = database.connect("admin")) {
      for (String sql :
          List.of(
              MonitoringSql.CREATE_INDEX_PROGRESS,
              MonitoringSql.CLUSTER_PROGRESS,
              MonitoringSql.COPY_PROGRESS,
              MonitoringSql.VACUUM_PROGRESS,
              MonitoringSql.INVALID_INDEXES)) {
        assertThat(rows(admin, sql)).isEmpty();
      }
      execute(admin, "CREATE TABLE t AS SELECT 1 AS a FROM generate_series(1, 2)");
      unchecked(admin, "CREATE UNIQUE INDEX CONCURRENTLY broken ON t (a)");
      assertThat(rows(admin, MonitoringSql.INVALID_INDEXES)).containsExactly("|broken|t|");
    }
  }

  private static List<String> awaited(Connection admin) throws Exception {
    for (int attempt = 0; attempt < 500; attempt++) {
      List<String> waiters = rows(admin, MonitoringSql.WAITERS);
      if (!waiters.isEmpty()) {
        return waiters;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("nobody was seen waiting");
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder("|");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(rows.getString(i)).append('|');
        }
        all.add(row.toString());
      }
    }
    return all;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The SQLSTATE with which it failed, or null. */
  private static String unchecked(Connection connection, String sql) {
    try {
      execute(connection, sql);
      return null;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
