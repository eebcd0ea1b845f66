package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.Adversary;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Alone
class DrillTakeIT {

  private static final Duration HOLD = Duration.ofMillis(400);

  private static final DrillPlan AS_WRITTEN = new DrillPlan(HOLD, null, null, null, 2);

  private static final DrillPlan RETRYING =
      new DrillPlan(HOLD, Duration.ofMillis(250), Duration.ofMillis(40), Duration.ofMillis(80), 20);

  private static final WorkloadSpec WORKLOAD =
      new WorkloadSpec(
          true,
          Duration.ofMillis(20),
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          List.of(),
          List.of());

  private String columns;
  private String foundAfterwards;
  private boolean interrupted;

  private static QueueTarget target(int statement, Adversary adversary) {
    return new QueueTarget(statement, "public.orders", adversary);
  }

  private Take drill(DrillPlan plan, Migration migration, QueueTarget... targets)
      throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase()) {
      try (Connection setup = database.connect("test/setup");
          Statement statement = setup.createStatement()) {
        statement.execute("CREATE TABLE orders (id int PRIMARY KEY, note text)");
        statement.execute("INSERT INTO orders SELECT g, 'n' FROM generate_series(1, 1000) g");
        statement.execute("CREATE TABLE log (id int PRIMARY KEY, what text)");
        statement.execute("ANALYZE");
      }
      DrillTake take =
          new DrillTake(
              List.of(targets),
              plan,
              WORKLOAD,
              42,
              new Touched(Set.of("public.orders"), null),
              new Setting(TestServers.server(), Masking.none(), new SampleLog(), Progress.silent()),
              1);
      Take performed = take.perform(database, migration, Ticker.system().fromNow());
      interrupted = Thread.interrupted();
      look(database);
      return performed;
    }
  }

  private void look(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect("test/look");
        Statement statement = connection.createStatement()) {
      columns =
          text(
              statement,
              "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
                  + " WHERE attrelid = 'orders'::regclass AND attnum > 0");
      foundAfterwards = text(statement, "SELECT string_agg(what, ' ' ORDER BY id) FROM log");
    }
  }

  private static String text(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private static QueueDrill only(Take take) {
    assertThat(take.incomplete()).isNull();
    assertThat(take.queueDrills()).hasSize(1);
    return take.queueDrills().get(0);
  }

  private static List<Wait> waitsOf(Take take, String session) {
    return take.waits().stream().filter(wait -> wait.session().equals(session)).toList();
  }

  @Test
  void aStatementWaitsAsLongAsTheTableIsHeldAndOthersQueueBehindIt() throws SQLException {
    Take take =
        drill(
            AS_WRITTEN,
            TestMigration.of("ALTER TABLE orders ADD COLUMN a int"),
            target(1, Adversary.LONG_READ));

    QueueDrill drill = only(take);
    assertThat(drill.gap()).isNull();
    assertThat(drill.mode()).isEqualTo(LockMode.ACCESS_SHARE);
    assertThat(drill.ownLockTimeoutNanos()).isNull();
    assertThat(drill.tries()).hasSize(1);
    QueueDrill.Hold hold = drill.holds().get(0);
    List<Wait> own = waitsOf(take, "rehearse/replay");
    assertThat(own).hasSize(1);
    Wait wait = own.get(0);
    assertThat(wait.blockers()).containsExactly("rehearse/adversary");
    assertThat(hold.fromNanos()).isLessThan(wait.fromNanos());
    // It is held for HOLD from when the wait was seen, and the wait's end is seen at the next look.
    long observed = take.observer().longestGapNanos() + take.observer().periodNanos();
    assertThat(wait.toNanos() - wait.fromNanos()).isGreaterThanOrEqualTo(HOLD.toNanos());
    assertThat(wait.toNanos()).isLessThanOrEqualTo(hold.toNanos() + 2 * observed);
    for (ProbeRun probe : take.probes()) {
      Wait behind = waitsOf(take, probe.session()).get(0);
      assertThat(behind.blockers()).containsExactly("rehearse/replay");
      assertThat(behind.toNanos() - behind.fromNanos()).isGreaterThan(HOLD.toNanos() / 2);
    }
    assertThat(take.probes()).hasSize(2);
  }

  @Test
  void aLockTimeoutOfTheMigrationGivesUpAndWhatFollowsIsDrilledToo() throws SQLException {
    Take take =
        drill(
            AS_WRITTEN,
            TestMigration.of(
                "SET lock_timeout = '60ms'",
                "ALTER TABLE orders ADD COLUMN a int",
                "ALTER TABLE orders ADD COLUMN b int"),
            target(2, Adversary.LONG_READ),
            target(3, Adversary.LONG_READ));

    assertThat(take.queueDrills()).hasSize(2);
    assertThat(take.queueDrills())
        .allSatisfy(
            drill -> {
              assertThat(drill.ownLockTimeoutNanos()).isEqualTo(60_000_000);
              assertThat(drill.lockTimeoutNanos()).isNull();
              assertThat(drill.tries())
                  .extracting(QueueDrill.Try::sqlState)
                  .containsExactly("55P03", null);
              QueueDrill.Try gaveUp = drill.tries().get(0);
              assertThat(gaveUp.toNanos() - gaveUp.fromNanos()).isGreaterThan(59_000_000);
            });
    assertThat(columns).isEqualTo("id note a b");
  }

  @Test
  void whoWritesDoesNotKeepAReaderWaiting() throws SQLException {
    Take take =
        drill(
            AS_WRITTEN,
            TestMigration.of("CREATE INDEX orders_note ON orders (note)"),
            target(1, Adversary.IDLE_IN_TRANSACTION));

    assertThat(only(take).mode()).isEqualTo(LockMode.ROW_EXCLUSIVE);
    assertThat(waitsOf(take, "rehearse/replay").get(0).mode()).isEqualTo(LockMode.SHARE);
    assertThat(waitsOf(take, "rehearse/probe/public.orders write")).isNotEmpty();
    assertThat(waitsOf(take, "rehearse/probe/public.orders read")).isEmpty();
    assertThat(take.waits()).noneMatch(DrillTakeIT::isOfAProbeBehindTheAdversary);
  }

  private static boolean isOfAProbeBehindTheAdversary(Wait wait) {
    return wait.session().startsWith("rehearse/probe/")
        && wait.blockers().contains("rehearse/adversary");
  }

  @Test
  void retriesUntilTheTableIsFree() throws SQLException {
    Take take =
        drill(
            RETRYING,
            TestMigration.of(
                "SET lock_timeout = '5s'",
                "ALTER TABLE orders ADD COLUMN a int",
                "INSERT INTO log VALUES (1, current_setting('lock_timeout'))"),
            target(2, Adversary.LONG_READ));

    QueueDrill drill = only(take);
    assertThat(drill.tries()).hasSizeGreaterThan(1);
    int last = drill.tries().size() - 1;
    assertThat(drill.tries().subList(0, last))
        .allMatch(each -> "55P03".equals(each.sqlState()))
        .isSortedAccordingTo((a, b) -> Long.compare(a.fromNanos(), b.fromNanos()));
    assertThat(drill.tries().get(last).sqlState()).isNull();
    assertThat(drill.holds()).isNotEmpty();
    assertThat(foundAfterwards).as("the migration's own setting").isEqualTo("5s");
    StatementRun run = take.statements().get(1);
    assertThat(run.outcome()).isEqualTo(Outcome.OK);
    assertThat(run.startedNanos()).isEqualTo(drill.tries().get(0).fromNanos());
    assertThat(run.endedNanos()).isEqualTo(drill.tries().get(last).toNanos());
  }

  @Test
  void retriesATransactionBlockFromItsBegin() throws SQLException {
    Take take =
        drill(
            RETRYING,
            TestMigration.of(
                "BEGIN",
                "SET LOCAL lock_timeout = '7s'",
                "INSERT INTO log VALUES (1, 'before')",
                "ALTER TABLE orders ADD COLUMN a int",
                "INSERT INTO log VALUES (2, current_setting('lock_timeout'))",
                "COMMIT"),
            target(4, Adversary.LONG_READ));

    assertThat(only(take).tries()).hasSizeGreaterThan(1);
    assertThat(only(take).ownLockTimeoutNanos()).isEqualTo(7_000_000_000L);
    assertThat(foundAfterwards).isEqualTo("before 7s");
    assertThat(columns).isEqualTo("id note a");
    assertThat(take.statements()).extracting(StatementRun::outcome).containsOnly(Outcome.OK);
    assertThat(take.transactions())
        .extracting(TransactionRun::end)
        .containsExactly(TransactionRun.End.COMMIT);
  }

  @Test
  void retriesATransactionThatTheRunnerBegan() throws SQLException {
    Take take =
        drill(
            RETRYING,
            TestMigration.inOneTransaction(
                "INSERT INTO log VALUES (1, 'before')", "ALTER TABLE orders ADD COLUMN a int"),
            target(2, Adversary.LONG_READ));

    assertThat(only(take).tries()).hasSizeGreaterThan(1);
    assertThat(foundAfterwards).isEqualTo("before");
    assertThat(columns).isEqualTo("id note a");
  }

  @Test
  void givesUpWhenTheTriesAreExhausted() throws SQLException {
    DrillPlan hopeless =
        new DrillPlan(
            Duration.ofSeconds(30),
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            3);
    Take take =
        drill(
            hopeless,
            TestMigration.of(
                "ALTER TABLE orders ADD COLUMN a int", "ALTER TABLE orders ADD COLUMN b int"),
            target(1, Adversary.LONG_READ),
            target(2, Adversary.LONG_READ));

    assertThat(take.queueDrills().get(0).tries())
        .extracting(QueueDrill.Try::sqlState)
        .containsExactly("55P03", "55P03", "55P03");
    assertThat(take.queueDrills().get(0).gap()).isNull();
    assertThat(take.queueDrills().get(1).gap()).isEqualTo("the migration ended before it");
    assertThat(take.statements())
        .extracting(StatementRun::outcome)
        .containsExactly(Outcome.FAILED, Outcome.SKIPPED);
    assertThat(columns).isEqualTo("id note");
  }

  @Test
  void aFailureThatIsNoTimeoutIsNotRetried() throws SQLException {
    Take take =
        drill(
            RETRYING,
            TestMigration.of("ALTER TABLE orders ADD COLUMN note int"),
            target(1, Adversary.LONG_READ));

    QueueDrill drill = only(take);
    assertThat(drill.tries().get(drill.tries().size() - 1).sqlState()).isEqualTo("42701");
    assertThat(drill.gap()).isEqualTo("it failed with SQLSTATE 42701");
  }

  @Test
  void saysWhyATableCannotBeHeld() throws SQLException {
    Take take =
        drill(
            AS_WRITTEN,
            TestMigration.of("ALTER TABLE orders ADD COLUMN a int"),
            new QueueTarget(1, "public.\"No Such\"", Adversary.LONG_READ));

    assertThat(only(take).gap())
        .isEqualTo("the table could not be held: public.\"No Such\" is not there");
    assertThat(only(take).tries()).isEmpty();
    assertThat(columns).isEqualTo("id note a");
  }

  @Test
  void aSessionThatIsLostIsAGapAndNoHang() throws SQLException {
    Take take =
        drill(
            AS_WRITTEN,
            TestMigration.of(
                "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'rehearse/adversary'"
                    + " AND datname = current_database();"
                    + " EXECUTE 'ALTER TABLE orders ADD COLUMN a int'; END $$"),
            target(1, Adversary.LONG_READ));

    assertThat(only(take).gap()).startsWith("the adversary's session was lost");
    assertThat(columns).isEqualTo("id note a");
  }

  @Test
  void anInterruptEndsTheRetries() throws SQLException {
    DrillPlan patient =
        new DrillPlan(
            Duration.ofSeconds(50),
            Duration.ofMillis(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            20);
    Thread drilling = Thread.currentThread();
    Thread impatient = new Thread(() -> interruptWhenTheStatementWaits(drilling));
    impatient.start();
    Take take =
        drill(
            patient,
            TestMigration.of("ALTER TABLE orders ADD COLUMN a int"),
            target(1, Adversary.LONG_READ));

    assertThat(interrupted).isTrue();
    assertThat(take.incomplete()).isEqualTo("interrupted");
    assertThat(take.queueDrills().get(0).tries()).hasSize(1);
    assertThat(columns).isEqualTo("id note");
  }

  private static void interruptWhenTheStatementWaits(Thread drilling) {
    try (Connection connection = TestServers.server().connect("postgres", "test/impatient");
        Statement statement = connection.createStatement()) {
      while (text(
              statement,
              "SELECT min(pid) FROM pg_stat_activity WHERE application_name = 'rehearse/replay'"
                  + " AND wait_event_type = 'Lock'")
          == null) {
        Pause.until(System.nanoTime() + Duration.ofMillis(5).toNanos(), System::nanoTime);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    drilling.interrupt();
  }
}
