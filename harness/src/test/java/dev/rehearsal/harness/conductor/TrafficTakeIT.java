package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.Wait;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@Alone
class TrafficTakeIT {

  private static final long MILLISECOND = 1_000_000;

  private static final WorkloadSpec WORKLOAD =
      new WorkloadSpec(
          true,
          Duration.ofMillis(50),
          Duration.ofSeconds(10),
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          List.of(
              new WorkloadSpec.ProbeSpec(
                  "count of a customer",
                  "SELECT count(*) FROM orders WHERE customer = $1 AND id < $2 AND customer = $1",
                  Duration.ofMillis(100),
                  List.of(
                      "SELECT 1 + g FROM generate_series(1, 5) g", "SELECT max(id) FROM orders"))));

  private final SampleLog samples = new SampleLog();

  private Take traffic(Migration migration) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase()) {
      try (Connection setup = database.connect("test/setup");
          java.sql.Statement statement = setup.createStatement()) {
        statement.execute("CREATE TABLE orders (id int PRIMARY KEY, customer int, note text)");
        statement.execute(
            "INSERT INTO orders SELECT g, g % 50, 'n' FROM generate_series(1, 2000) g");
        statement.execute("CREATE TABLE items (id int PRIMARY KEY, o int REFERENCES orders)");
        statement.execute("CREATE TABLE elsewhere (id int PRIMARY KEY, o int)");
        statement.execute("ANALYZE");
      }
      Touched touched = new Touched(Set.of("public.orders"), null);
      Setting setting =
          new Setting(TestServers.server(), Masking.none(), samples, Progress.silent());
      return new TrafficTake(WORKLOAD, 42, touched, setting, 1)
          .perform(
              database,
              Ticker.system().fromNow(),
              Replaying.of(migration, Performer.plain(), setting));
    }
  }

  @Test
  void probesTheTouchedTableAndThoseThatReferToIt() throws SQLException {
    Take take = traffic(TestMigration.of("SELECT 1"));

    assertThat(take.probes())
        .extracting(ProbeRun::name)
        .containsExactly(
            "public.orders read",
            "public.orders write",
            "public.items read",
            "public.items write",
            "count of a customer");
    assertThat(take.probes()).allSatisfy(TrafficTakeIT::everyFiringIsAccountedFor);
    assertThat(take.probes()).allMatch(probe -> probe.errors().isEmpty());
    assertThat(take.phases())
        .extracting(Take.Phase::name)
        .containsExactly("settle", "baseline", "replay", "drain");
    assertThat(take.waits()).isEmpty();
  }

  private static void everyFiringIsAccountedFor(ProbeRun probe) {
    assertThat(probe.due()).isPositive();
    assertThat(probe.answered() + probe.timedOut() + probe.refused()).isEqualTo(probe.due());
    assertThat(probe.phases().stream().mapToLong(ProbeRun.PhaseCount::due).sum())
        .isEqualTo(probe.due());
    assertThat(probe.series().stream().mapToLong(ProbeRun.Bucket::due).sum())
        .isBetween(probe.due() - 1, probe.due());
  }

  @Test
  void keepsEveryFiringInTheSamples() throws SQLException, IOException {
    assertThat(samples.isEmpty()).isTrue();

    Take take = traffic(TestMigration.of("DROP TABLE items"));

    List<String> lines;
    try (GZIPInputStream unzipped =
        new GZIPInputStream(new ByteArrayInputStream(samples.content()))) {
      lines = new String(unzipped.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    Take.Phase settle = take.phases().get(0);
    for (ProbeRun probe : take.probes()) {
      String start = "{\"take\":1,\"probe\":\"" + probe.name() + "\",\"dueNanos\":";
      assertThat(lines)
          .filteredOn(line -> line.startsWith(start))
          .filteredOn(line -> Long.parseLong(line.split("[:,]")[5]) >= settle.toNanos())
          .hasSize((int) probe.due());
    }
    assertThat(lines).anyMatch(line -> line.endsWith("\"outcome\":\"42P01\"}"));
    assertThat(lines).anyMatch(line -> line.endsWith("\"outcome\":\"answered\"}"));
  }

  @Test
  void measuresTheStallOfALockHeldForHalfASecond() throws SQLException {
    Take take =
        traffic(
            TestMigration.of(
                "BEGIN",
                "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE",
                "SELECT pg_sleep(0.5)",
                "COMMIT"));

    for (String name : List.of("public.orders read", "public.orders write")) {
      ProbeRun probe =
          take.probes().stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
      List<Wait> waits =
          take.waits().stream().filter(wait -> wait.session().equals(probe.session())).toList();
      assertThat(waits).hasSize(1);
      Wait wait = waits.get(0);
      assertThat(wait.relation()).isEqualTo("public.orders");
      assertThat(wait.mode())
          .isEqualTo(probe.kind().equals("read") ? LockMode.ACCESS_SHARE : LockMode.ROW_EXCLUSIVE);
      assertThat(wait.blockers()).containsExactly("rehearse/replay");
      assertThat(wait.toNanos() - wait.fromNanos()).isBetween(440 * MILLISECOND, 560 * MILLISECOND);
      assertThat(probe.late().get(0).waitedNanos()).isBetween(440 * MILLISECOND, 560 * MILLISECOND);
      everyFiringIsAccountedFor(probe);
    }
  }

  @Test
  void countsTheFiringsThatAMissingTableRefuses() throws SQLException {
    Take take = traffic(TestMigration.of("DROP TABLE items"));

    ProbeRun probe =
        take.probes().stream()
            .filter(run -> run.name().equals("public.items read"))
            .findFirst()
            .orElseThrow();
    assertThat(probe.errors()).containsOnlyKeys("42P01");
    assertThat(probe.refused()).isPositive().isEqualTo(probe.errors().get("42P01"));
    everyFiringIsAccountedFor(probe);
  }

  @Test
  void aRowLockWaitIsPutOnItsTable() throws SQLException {
    Take take =
        traffic(
            TestMigration.of(
                "BEGIN", "UPDATE orders SET note = 'm'", "SELECT pg_sleep(0.3)", "COMMIT"));

    assertThat(take.waits())
        .filteredOn(wait -> wait.session().equals("rehearse/probe/public.orders write"))
        .isNotEmpty()
        .anySatisfy(
            wait -> {
              assertThat(wait.lockType()).isEqualTo("transactionid");
              assertThat(wait.relation()).isEqualTo("public.orders");
              assertThat(wait.blockers()).containsExactly("rehearse/replay");
            });
    assertThat(take.waits())
        .noneMatch(wait -> wait.session().equals("rehearse/probe/public.orders read"));
  }
}
