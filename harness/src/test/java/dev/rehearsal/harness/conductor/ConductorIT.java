package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.DrillSpec;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.RunnerSpec;
import dev.rehearsal.harness.config.TakesSpec;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Request;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, because these tests end it early. */
class ConductorIT {

  private static final WorkloadSpec SHORT =
      new WorkloadSpec(
          true,
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          List.of());

  private DisposableServer server;

  @BeforeEach
  void startAndLoad() throws SQLException {
    server = Servers.start(DatabaseSpec.embedded(18), Progress.silent());
    server.createDatabase("loaded");
    try (Connection setup = server.connect("loaded", "test/setup");
        java.sql.Statement statement = setup.createStatement()) {
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
      statement.execute("INSERT INTO t SELECT g, g FROM generate_series(1, 1000) g");
      statement.execute("ANALYZE");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Take> perform(TakesSpec takes, Migration migration) {
    RehearsalSpec spec =
        new RehearsalSpec(
            List.of(),
            false,
            null,
            RunnerSpec.DEFAULT,
            DatabaseSpec.embedded(18),
            DatasetSpec.ofShop(1),
            takes,
            false,
            SHORT,
            DrillSpec.DEFAULT,
            42,
            new Request(List.of(), new Budgets(null, null, null), "error", true));
    return new Conductor(
            server,
            "loaded",
            spec,
            Masking.none(),
            new SampleLog(),
            Progress.silent(),
            Ticker.system())
        .perform(migration);
  }

  @Test
  void everyTakeStartsFromTheLoadedDatabase() {
    List<Take> takes =
        perform(
            TakesSpec.parse("facts,timing:2,traffic:1"),
            TestMigration.of("CREATE TABLE once ()", "UPDATE t SET a = a + 1 WHERE a = 7"));

    assertThat(takes)
        .extracting(Take::kind)
        .containsExactly(TakeKind.FACTS, TakeKind.TIMING, TakeKind.TIMING, TakeKind.TRAFFIC);
    assertThat(takes).allMatch(take -> take.incomplete() == null);
    assertThat(takes).allMatch(take -> take.statements().get(1).rows() == 1);
  }

  @Test
  void aStatementThatFailsInTheFactsTakeEndsTheRehearsal() {
    List<Take> takes =
        perform(TakesSpec.DEFAULT, TestMigration.of("ALTER TABLE nowhere ADD a int"));

    assertThat(takes).hasSize(1);
    assertThat(takes.get(0).incomplete()).isNull();
    assertThat(takes.get(0).statements().get(0).sqlState()).isEqualTo("42P01");
  }

  @Test
  void aServerThatDiesInATakeLeavesWhatWasSeenBefore() throws InterruptedException {
    Thread killer =
        new Thread(
            () -> {
              Pause.until(System.nanoTime() + Duration.ofMillis(3000).toNanos(), Ticker.system());
              server.close();
            });
    killer.start();
    List<Take> takes =
        perform(
            TakesSpec.parse("facts,timing:50"),
            TestMigration.of("UPDATE t SET a = a + 1", "SELECT pg_sleep(0.5)"));
    killer.join();

    assertThat(takes).hasSizeGreaterThan(1).hasSizeLessThan(51);
    assertThat(takes.get(0).statements().get(1).outcome()).isEqualTo(Outcome.OK);
    assertThat(takes.get(takes.size() - 1).incomplete()).isNotBlank();
    assertThat(takes)
        .flatExtracting(Take::statements)
        .as("the server's death is nobody's failed statement")
        .noneMatch(run -> run.outcome() == Outcome.FAILED);
  }

  @Test
  void noSessionOfOursOutlivesItsTake() throws SQLException {
    perform(
        TakesSpec.parse("facts,timing:1,traffic:1"), TestMigration.of("ALTER TABLE t ADD b int"));

    try (Connection connection = server.connect("postgres", "test/leaks");
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet leaks =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'rehearse/%'")) {
      leaks.next();
      assertThat(leaks.getInt(1)).isZero();
    }
  }
}
