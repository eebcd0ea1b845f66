package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.tool.TestTool;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Race;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.ToolRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The takes of a migration that a process of its own performs. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ToolTakesIT {

  private static final String LOADED = "tool_takes_loaded";

  @BeforeAll
  static void load() throws SQLException {
    TestServers.server().createDatabase(LOADED);
    try (Connection setup = TestServers.server().connect(LOADED, "test/setup");
        java.sql.Statement statement = setup.createStatement()) {
      statement.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
      statement.execute("INSERT INTO t SELECT g, g FROM generate_series(1, 1000) g");
      statement.execute("CREATE TABLE schema_migrations (version text PRIMARY KEY)");
      statement.execute("ANALYZE");
    }
  }

  private static List<Take> perform(String takes, Duration timeout, String command) {
    return ToolRehearsal.takes(LOADED, takes, command, timeout);
  }

  private static List<Take> perform(String takes, String... statements) {
    return perform(takes, Duration.ofMinutes(1), TestTool.command(statements));
  }

  private static Take facts(String... statements) {
    return perform("facts", statements).get(0);
  }

  @Test
  void theMigrationsStatementsHaveTheirLocksAndTheSameNumberInEveryTake() {
    List<Take> takes =
        perform(
            "facts,timing:1,traffic:1",
            "SELECT pg_advisory_lock(7)",
            "BEGIN",
            "ALTER TABLE t ADD COLUMN b int",
            "UPDATE t SET b = 1 WHERE id < 10",
            "INSERT INTO schema_migrations VALUES ('1')",
            "COMMIT",
            "CREATE INDEX CONCURRENTLY t_b ON t (b)");

    assertThat(takes).extracting(Take::incomplete).containsOnlyNulls();
    assertThat(takes)
        .extracting(Take::kind)
        .containsExactly(TakeKind.FACTS, TakeKind.TIMING, TakeKind.TRAFFIC);
    assertThat(takes)
        .allSatisfy(
            take -> {
              assertThat(take.statements())
                  .extracting(run -> run.index() + " " + run.sql().split(" ")[0])
                  .containsExactly("1 ALTER", "2 UPDATE", "3 CREATE");
              assertThat(take.statements())
                  .extracting(StatementRun::transaction)
                  .first()
                  .isEqualTo(take.statements().get(1).transaction())
                  .isNotEqualTo(take.statements().get(2).transaction());
              assertThat(take.bookkeeping())
                  .extracting(StatementRun::sql)
                  .contains("BEGIN", "SELECT pg_advisory_lock(7)", "COMMIT")
                  .contains("INSERT INTO schema_migrations VALUES ('1')");
              assertThat(take.tool().exitCode()).isZero();
              assertThat(take.tool().output()).isEqualTo("done\n");
              assertThat(take.tool().connections())
                  .containsExactly(new ToolRun.Connection("tool/1", null));
            });
    StatementRun alter = takes.get(0).statements().get(0);
    assertThat(alter.wrapped()).isTrue();
    assertThat(alter.locks())
        .anySatisfy(
            lock -> {
              assertThat(lock.relation()).isEqualTo("public.t");
              assertThat(lock.mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
              assertThat(lock.known()).isEqualTo(Known.EXACT);
            });
  }

  @Test
  void whoWaitsForTheToolIsTold() {
    Take traffic =
        perform(
                "facts,traffic:1",
                "BEGIN",
                "ALTER TABLE t ADD COLUMN b int",
                "SELECT pg_sleep(0.5)",
                "COMMIT")
            .get(1);

    assertThat(traffic.incomplete()).isNull();
    assertThat(traffic.waits())
        .anySatisfy(
            wait -> {
              assertThat(wait.relation()).isEqualTo("public.t");
              assertThat(wait.blockers()).contains("tool/1");
            });
  }

  @Test
  void everyConnectionHasItsName() {
    Take take = facts("CREATE TABLE one ()", "--new", "CREATE TABLE two ()");

    assertThat(take.statements())
        .extracting(StatementRun::session)
        .containsExactly("tool/1", "tool/2");
    assertThat(take.tool().connections()).hasSize(2);
  }

  /** To look at a table that another session holds would be to wait for it. */
  @Test
  void oneConnectionIsInspectedWhileAnotherHoldsATable() {
    Take take =
        facts(
            "BEGIN",
            "ALTER TABLE t ALTER COLUMN a TYPE bigint",
            "CREATE VIEW w AS SELECT a FROM t",
            "--new",
            "INSERT INTO schema_migrations VALUES ('1')",
            "CREATE TABLE beside (a int)");

    assertThat(take.incomplete()).isNull();
    assertThat(take.statements())
        .extracting(StatementRun::outcome)
        .containsExactly(Outcome.OK, Outcome.OK, Outcome.OK);
    assertThat(take.statements().get(0).gaps()).isEmpty();
    assertThat(take.statements().get(2).gaps())
        .singleElement()
        .asString()
        .contains("another session of the tool held a table for itself");
  }

  @Test
  void aStatementThatFailsEndsTheRehearsal() {
    List<Take> takes =
        perform(
            "facts,timing:1", "ALTER TABLE t ADD COLUMN b int", "ALTER TABLE nowhere ADD a int");

    assertThat(takes).hasSize(1);
    assertThat(takes.get(0).incomplete()).isNull();
    assertThat(takes.get(0).statements())
        .extracting(StatementRun::outcome)
        .containsExactly(Outcome.OK, Outcome.FAILED);
    assertThat(takes.get(0).statements().get(1).sqlState()).isEqualTo("42P01");
    assertThat(takes.get(0).tool().exitCode()).isNotZero();
  }

  @Test
  void aCommitThatFailsFailsTheStatementBeforeIt() {
    Take take =
        facts(
            "ALTER TABLE t ADD CONSTRAINT once UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
            "BEGIN",
            "INSERT INTO t VALUES (1001, 1)",
            "COMMIT");

    assertThat(take.statements().get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(take.statements().get(1).sqlState()).isEqualTo("23505");
  }

  @Test
  void aToolThatFailsByItselfIsNotWhole() {
    assertThat(facts("ALTER TABLE t ADD COLUMN b int", "--exit", "3").incomplete())
        .startsWith("the tool ended with exit code 3 though no statement of the migration failed");
  }

  @Test
  void aToolThatNeverConnectsIsNotWhole() {
    List<Take> takes = perform("facts,timing:1", Duration.ofMinutes(1), "echo nothing to do");

    assertThat(takes).hasSize(1);
    assertThat(takes.get(0).incomplete()).startsWith("nothing came through");
    assertThat(takes.get(0).tool().output()).isEqualTo("nothing to do\n");
  }

  @Test
  void aToolThatOnlyReadsIsNotWhole() {
    assertThat(facts("SELECT version FROM schema_migrations").incomplete())
        .startsWith("the tool sent nothing but what it says for itself");
  }

  @Test
  void aToolThatHangsIsEnded() {
    Take take =
        perform(
                "facts",
                Duration.ofSeconds(2),
                TestTool.command("CREATE TABLE one ()") + " && sleep 300")
            .get(0);

    assertThat(take.incomplete()).startsWith("the tool had not ended after 2 s");
    assertThat(take.tool().exitCode()).isNull();
    assertThat(take.statements()).hasSize(1);
  }

  @Test
  void aToolThatDoesSomethingElseInALaterTakeIsNotWhole(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) {
    String once =
        "mkdir '%s/seen' 2>/dev/null && %s || %s"
            .formatted(
                directory,
                TestTool.command("CREATE TABLE one ()"),
                TestTool.command("CREATE TABLE one ()", "CREATE TABLE two ()"));

    List<Take> takes = perform("facts,timing:1", Duration.ofMinutes(1), once);

    assertThat(takes.get(0).incomplete()).isNull();
    assertThat(takes.get(1).incomplete())
        .contains("did not send in the first take")
        .contains("CREATE TABLE two");
  }

  @Test
  void noOtherDatabaseIsReached() {
    List<Take> takes =
        perform(
            "facts",
            Duration.ofMinutes(1),
            "env | grep -i postgres | grep -v '127.0.0.1' | grep -v PATH; "
                + TestTool.command("CREATE TABLE one ()"));

    assertThat(takes.get(0).incomplete()).isNull();
    assertThat(takes.get(0).tool().output()).doesNotContain("jdbc:");
  }

  @Test
  void whatAToolSaysAtTheEndIsToldWithoutItsStack() {
    List<Take> takes =
        perform(
            "facts", Duration.ofMinutes(1), "echo Busy; printf '    at lock (a.js:1)\\n'; exit 1");

    assertThat(takes.get(0).incomplete())
        .isEqualTo(
            "nothing came through: the tool ended with exit code 1 without a connection to the"
                + " disposable server, and said: Busy");
  }

  @Test
  void twoOfAToolWithALockDoItOnce() {
    Take race =
        perform(
                "facts,race",
                "SELECT pg_advisory_lock(7)",
                "--unless",
                "SELECT version FROM schema_migrations",
                "INSERT INTO t VALUES (1001, 1)",
                "INSERT INTO schema_migrations VALUES ('1')")
            .get(1);

    assertThat(race.incomplete()).isNull();
    assertThat(race.race().runners())
        .extracting(Race.Runner::applied)
        .containsExactlyInAnyOrder(List.of(1), List.of());
    assertThat(race.race().runners()).extracting(Race.Runner::failure).containsOnlyNulls();
  }

  @Test
  void twoOfAToolWithoutALockDoItTwice() {
    Take race =
        perform(
                "facts,race",
                "--unless",
                "SELECT version FROM schema_migrations",
                "UPDATE t SET a = a + 1 WHERE id = 1",
                "INSERT INTO schema_migrations VALUES ('1') ON CONFLICT DO NOTHING")
            .get(1);

    assertThat(race.race().runners())
        .extracting(Race.Runner::applied)
        .containsExactly(List.of(1), List.of(1));
  }

  @Test
  void twoThatInsistOnEncryptionRaceToo() {
    Take race = perform("facts,race", "--encrypted", "UPDATE t SET a = a + 1 WHERE id = 1").get(1);

    assertThat(race.incomplete()).isNull();
    assertThat(race.race().runners()).extracting(Race.Runner::failure).containsOnlyNulls();
    assertThat(race.race().runners())
        .extracting(Race.Runner::applied)
        .containsExactly(List.of(1), List.of(1));
  }

  @Test
  void oneOfTwoFailsWhereBothMakeTheSame() {
    Take race =
        perform(
                "facts,race",
                "--unless",
                "SELECT version FROM schema_migrations",
                "CREATE TABLE made (a int)",
                "INSERT INTO schema_migrations VALUES ('1')")
            .get(1);

    assertThat(race.incomplete()).isNull();
    assertThat(race.race().runners())
        .extracting(Race.Runner::failure)
        .filteredOn(failure -> failure != null)
        .singleElement()
        .asString()
        .matches("(42P07|23505) .*");
  }

  @Test
  void whatTheToolTriesAgainIsOneStatement() {
    List<Take> takes =
        perform(
            "facts,timing:1",
            "CREATE SEQUENCE tries",
            "--retry",
            "BEGIN",
            "INSERT INTO t VALUES (1001, 1)",
            "DO 'BEGIN IF nextval(''tries'') < 3 THEN RAISE lock_not_available; END IF; END'",
            "ALTER TABLE t ADD COLUMN b int",
            "COMMIT");

    assertThat(takes).hasSize(2);
    assertThat(takes)
        .allSatisfy(
            take -> {
              assertThat(take.incomplete()).isNull();
              assertThat(take.statements())
                  .extracting(run -> run.index() + " " + run.sql().split(" ")[0])
                  .containsExactly("1 CREATE", "2 INSERT", "3 DO", "4 ALTER");
              assertThat(take.statements())
                  .extracting(StatementRun::outcome)
                  .containsOnly(Outcome.OK);
              assertThat(take.statements().get(2).gaps())
                  .anyMatch(gap -> gap.startsWith("the tool sent it 3 times"));
              assertThat(take.statements().get(3).gaps()).isEmpty();
            });
  }

  @Test
  void anotherBatchOfTheSameShapeIsNoTry() {
    Take facts =
        facts(
            "SET statement_timeout = '1s'",
            "--regardless",
            "UPDATE t SET a = 1 FROM pg_sleep(9) WHERE id = 1",
            "UPDATE t SET a = 1 FROM pg_sleep(0) WHERE id = 2");

    assertThat(facts.statements())
        .extracting(StatementRun::outcome)
        .containsExactly(Outcome.OK, Outcome.FAILED, Outcome.OK);
  }

  @Test
  void whatTheToolsOwnTableKeepsOfAFailureIsRead() {
    Take facts =
        facts(
            "CREATE TABLE noted (version bigint PRIMARY KEY, dirty boolean NOT NULL)",
            "INSERT INTO noted VALUES (20260101, true)",
            "ALTER TABLE nowhere ADD a int");

    assertThat(facts.tool().unfinished())
        .containsExactly(new ToolRun.Unfinished("golang-migrate", "public.noted", "20260101"));
  }

  @Test
  void aStatementThatWaitsForTheToolItselfIsCanceled() {
    List<Take> takes =
        perform(
            "facts,timing:1",
            "BEGIN",
            "INSERT INTO t VALUES (1001, 1)",
            "--new",
            "CREATE INDEX CONCURRENTLY t_a ON t (a)");

    assertThat(takes).hasSize(1);
    Take facts = takes.get(0);
    assertThat(facts.incomplete()).isNull();
    assertThat(facts.statements().get(1).sqlState()).isEqualTo("57014");
    assertThat(facts.waits())
        .singleElement()
        .satisfies(
            wait -> {
              assertThat(wait.session()).isEqualTo("tool/2");
              assertThat(wait.blockers()).containsExactly("tool/1");
            });
  }

  @Test
  void aToolThatInsistsOnEncryptionGetsIt() {
    Take take = facts("--encrypted", "CREATE TABLE one ()");

    assertThat(take.incomplete()).isNull();
    assertThat(take.statements()).hasSize(1);
    assertThat(take.statements().get(0).wrapped()).isTrue();
  }
}
