package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.config.WorkloadSpec.QuerySpec;
import dev.rehearsal.harness.config.WorkloadSpec.VersionSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Steps.Calibration;
import dev.rehearsal.reports.recording.Steps.Estimate;
import dev.rehearsal.reports.recording.Steps.How;
import dev.rehearsal.reports.recording.Steps.QueryFailure;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@Alone
class StepsTakeIT {

  private static final int ROWS = 60_000;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE customers (id int PRIMARY KEY)",
          "INSERT INTO customers SELECT generate_series(1, 5000)",
          "CREATE TABLE orders (id int PRIMARY KEY, customer int, note text, old text)",
          "INSERT INTO orders SELECT g, 1 + g % 5000, md5(g::text), 'o'"
              + " FROM generate_series(1, "
              + ROWS
              + ") g",
          "CREATE SEQUENCE counter",
          "CREATE FUNCTION index_it() RETURNS void LANGUAGE sql AS"
              + " 'CREATE INDEX hidden ON orders (old)'",
          "ANALYZE");

  private final Setting setting =
      new Setting(TestServers.server(), Masking.none(), new SampleLog(), Progress.silent());

  /** The steps take of a migration, after its facts take, as the conductor performs them. */
  private Take steps(List<VersionSpec> versions, Migration migration) throws SQLException {
    Touched touched;
    try (TakeDatabase database = loaded()) {
      FactsTake facts = new FactsTake(setting, 1);
      facts.perform(database, migration, Ticker.system().fromNow());
      touched = facts.touched();
    }
    try (TakeDatabase database = loaded()) {
      Take take =
          new StepsTake(workload(versions), touched, setting, 1)
              .perform(database, migration, Ticker.system().fromNow());
      assertThat(take.incomplete()).isNull();
      assertThat(take.statements())
          .allMatch(run -> run.outcome() == StatementRun.Outcome.OK, "ran well");
      assertThat(take.statements()).hasSize(migration.statements().size());
      lastValue = counter(database);
      return take;
    }
  }

  private long lastValue;

  private static long counter(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect("test/look");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM counter")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static TakeDatabase loaded() throws SQLException {
    TakeDatabase database = TestServers.freshDatabase();
    try (Connection setup = database.connect("test/setup");
        Statement statement = setup.createStatement()) {
      for (String sql : SCHEMA) {
        statement.execute(sql);
      }
    }
    return database;
  }

  private static WorkloadSpec workload(List<VersionSpec> versions) {
    Duration any = Duration.ofMillis(50);
    return new WorkloadSpec(true, any, any, any, any, any, List.of(), versions);
  }

  private static VersionSpec version(String name, String... sql) {
    return new VersionSpec(
        name, List.of(sql).stream().map(text -> new QuerySpec(text, text, List.of())).toList());
  }

  private static List<String> works(Take take, int statement) {
    return take.steps().estimates().stream()
        .filter(each -> each.statement() == statement)
        .map(Estimate::work)
        .toList();
  }

  @Test
  void estimatesTheStatementItselfWhereTheServerExplainsIt() throws SQLException {
    Take take =
        steps(
            List.of(),
            TestMigration.of(
                "UPDATE orders SET note = 'n'",
                "DELETE FROM orders WHERE id <= 1000",
                "INSERT INTO customers SELECT generate_series(5001, 6000)",
                "SELECT count(*) FROM orders",
                "CREATE TABLE archive AS SELECT * FROM orders"));

    assertThat(take.steps().estimates()).hasSize(5).allMatch(Estimate::exact);
    assertThat(take.steps().estimates())
        .extracting(Estimate::work)
        .containsExactly("rows updated", "rows deleted", "rows inserted", "query", "rows inserted");
    assertThat(take.steps().estimates().get(0).rows()).isEqualTo(ROWS);
    assertThat(take.steps().estimates().get(1).rows()).isBetween(500.0, 2000.0);
    assertThat(take.steps().withoutEstimate()).isEmpty();
  }

  @Test
  void estimatesTheQueryWhoseWorkTheStatementDoes() throws SQLException {
    Take take =
        steps(
            List.of(),
            TestMigration.of(
                "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
                "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0)",
                "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers",
                "CREATE INDEX ON orders (customer)",
                "CREATE INDEX ON orders (lower(note)) WHERE id > 10",
                "ALTER TABLE orders ALTER COLUMN customer TYPE bigint",
                "DO $$ BEGIN ALTER TABLE orders ALTER COLUMN old SET NOT NULL; END $$",
                "SELECT index_it()"));

    assertThat(works(take, 1)).containsExactly("scan");
    assertThat(works(take, 2)).containsExactly("check");
    assertThat(works(take, 3)).containsExactly("foreign key join");
    assertThat(works(take, 4)).containsExactly("index sort on numbers");
    assertThat(works(take, 5)).containsExactly("index sort on text");
    assertThat(works(take, 6)).contains("rewrite", "index sort on numbers", "index sort on text");
    assertThat(works(take, 7)).containsExactly("scan");
    assertThat(works(take, 8)).containsExactly("index sort on text");
    assertThat(take.steps().estimates())
        .filteredOn(each -> "public.orders".equals(each.relation()))
        .isNotEmpty()
        .allMatch(each -> each.actualRows() == ROWS)
        .allSatisfy(each -> assertThat(each.rows()).isBetween(0.5 * ROWS, 2.0 * ROWS));
    assertThat(take.steps().estimates()).allMatch(each -> each.cost() > 0);
  }

  @Test
  void saysWhyThereIsNone() throws SQLException {
    Take take =
        steps(
            List.of(),
            TestMigration.of(
                "BEGIN",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "ALTER TABLE orders ADD COLUMN extra int",
                "COMMIT",
                "DO $$ BEGIN UPDATE orders SET note = 'x' WHERE id = 1; END $$"));

    assertThat(take.steps().estimates()).isEmpty();
    Map<Integer, String> why =
        take.steps().withoutEstimate().stream()
            .collect(Collectors.toMap(Steps.NoEstimate::statement, Steps.NoEstimate::why));
    assertThat(why).containsOnlyKeys(1, 2, 3, 4, 5);
    assertThat(why.get(1)).contains("transaction");
    assertThat(why.get(3)).contains("no rows");
    assertThat(why.get(5)).contains("inside a block");
  }

  @Test
  void runsNothingTwice() throws SQLException {
    steps(
        List.of(),
        TestMigration.of(
            "SELECT nextval('counter')",
            "BEGIN",
            "SELECT nextval('counter')",
            "INSERT INTO customers SELECT 10000 + nextval('counter')",
            "COMMIT"));

    assertThat(lastValue).isEqualTo(3);
  }

  @Test
  void measuresWhatAUnitOfCostTakes() throws SQLException {
    Take take = steps(List.of(), TestMigration.of("SELECT 1"));

    assertThat(take.steps().calibrations())
        .hasSize(10)
        .allMatch(each -> each.nanosPerCost() > 0 && each.nanosPerRow() >= 0);
    assertThat(take.steps().calibrations())
        .extracting(Calibration::work)
        .contains("scan", "rewrite", "rows updated");
  }

  @Test
  void triesEachVersionBeforeAndAfterEachCommit() throws SQLException {
    Take take =
        steps(
            List.of(
                version("v1", "SELECT old FROM orders LIMIT 1"),
                version("v2", "SELECT new FROM orders LIMIT 1")),
            TestMigration.of(
                "ALTER TABLE orders ADD COLUMN other int",
                "BEGIN",
                "ALTER TABLE orders RENAME COLUMN old TO new",
                "UPDATE orders SET note = 'm' WHERE id = 1",
                "COMMIT"));

    assertThat(take.steps().checkedAfter()).containsExactly(0, 1, 5);
    assertThat(take.steps().failures())
        .filteredOn(failure -> failure.how() == How.FRESH)
        .extracting(QueryFailure::version, QueryFailure::afterStatement, QueryFailure::sqlState)
        .containsExactly(tuple("v2", 0, "42703"), tuple("v2", 1, "42703"), tuple("v1", 5, "42703"));
  }

  @Test
  void seesThePlansThatASessionHasPreparedBefore() throws SQLException {
    Take take =
        steps(
            List.of(version("v1", "SELECT * FROM orders LIMIT 1", "SELECT id FROM orders LIMIT 1")),
            TestMigration.of("ALTER TABLE orders ADD COLUMN extra int", "SELECT 1"));

    assertThat(take.steps().failures())
        .extracting(QueryFailure::query, QueryFailure::how, QueryFailure::afterStatement)
        .containsExactly(tuple("SELECT * FROM orders LIMIT 1", How.PREPARED, 1));
    assertThat(take.steps().failures().get(0).sqlState()).isEqualTo("0A000");
  }

  @Test
  void derivesWhatAnApplicationWouldDoWhereNobodySaidIt() throws SQLException {
    Take harmless =
        steps(
            List.of(),
            TestMigration.of(
                "ALTER TABLE orders ADD COLUMN extra int",
                "CREATE UNIQUE INDEX ON orders (note)",
                "ALTER TABLE customers ADD COLUMN kind text NOT NULL DEFAULT 'k'"));
    Take harmful =
        steps(
            List.of(),
            TestMigration.of(
                "ALTER TABLE customers ADD COLUMN kind text DEFAULT 'k'",
                "UPDATE customers SET kind = 'k'",
                "ALTER TABLE customers ALTER kind DROP DEFAULT, ALTER kind SET NOT NULL",
                "ALTER TABLE orders DROP COLUMN old"));

    assertThat(harmless.steps().versions()).allMatch(Steps.Version::derived);
    assertThat(harmless.steps().failures()).isEmpty();
    assertThat(harmful.steps().failures())
        .filteredOn(failure -> failure.how() == How.FRESH && failure.afterStatement() == 3)
        .extracting(QueryFailure::query, QueryFailure::sqlState)
        .containsExactly(tuple("public.customers insert", "23502"));
    assertThat(harmful.steps().failures())
        .filteredOn(failure -> failure.how() == How.FRESH && failure.afterStatement() == 4)
        .extracting(QueryFailure::query)
        .contains("public.orders read", "public.orders write", "public.orders insert");
  }
}
