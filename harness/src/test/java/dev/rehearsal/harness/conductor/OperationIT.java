package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.Operation;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each everyday operation takes the mode on its table that {@link Operation#needs} says. */
class OperationIT {

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void operationsTakeTheModesTheyNeed(int major) throws SQLException {
    Map<Operation, LockMode> taken = new TreeMap<>();
    Map<Operation, LockMode> needed = new TreeMap<>();
    List<StatementRun> runs = perform(major);
    for (Operation operation : Operation.values()) {
      taken.put(operation, strongest(runs.get(operation.ordinal())));
      needed.put(operation, operation.needs());
    }

    assertThat(needed).isEqualTo(taken);
  }

  private static List<StatementRun> perform(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major)) {
      try (Connection connection = database.connect("test/setup");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
        statement.execute("INSERT INTO t VALUES (1, 1)");
      }
      String[] statements =
          Arrays.stream(Operation.values()).map(OperationIT::sql).toArray(String[]::new);
      return new FactsTake(
              new Setting(
                  TestServers.server(major), Masking.none(), new SampleLog(), Progress.silent()),
              1)
          .perform(database, TestMigration.of(statements), Ticker.system().fromNow())
          .statements();
    }
  }

  private static String sql(Operation operation) {
    return switch (operation) {
      case SELECT -> "SELECT * FROM t WHERE id = 1";
      case SELECT_FOR_UPDATE -> "SELECT * FROM t WHERE id = 1 FOR UPDATE";
      case INSERT -> "INSERT INTO t VALUES (2, 2)";
      case UPDATE -> "UPDATE t SET a = 3 WHERE id = 1";
      case DELETE -> "DELETE FROM t WHERE id = 2";
      case VACUUM -> "VACUUM t";
      case CREATE_INDEX -> "CREATE INDEX ON t (a)";
      case ALTER_TABLE -> "ALTER TABLE t ADD COLUMN b int";
    };
  }

  private static LockMode strongest(StatementRun run) {
    return run.locks().stream()
        .filter(lock -> lock.relation().equals("public.t"))
        .map(Lock::mode)
        .max(LockMode::compareTo)
        .orElseThrow();
  }
}
