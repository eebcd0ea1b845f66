package dev.rehearsal.harness.conductor;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the facts take says of a statement, on the oldest, a middle and the newest server. */
class FactsTakeIT {

  private static final String SCHEMA =
      """
      CREATE TABLE parent (id int PRIMARY KEY, name text);
      INSERT INTO parent SELECT g, 'p' || g FROM generate_series(1, 500) g;
      CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), parent_id int);
      INSERT INTO t SELECT g, g, 'x', 1 + g % 500 FROM generate_series(1, 5000) g;
      CREATE INDEX t_a ON t (a);
      VACUUM ANALYZE;
      """;

  private static Take facts(int major, Migration migration) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major)) {
      try (Connection setup = database.connect("test/setup");
          java.sql.Statement statement = setup.createStatement()) {
        for (String sql : SCHEMA.split(";\n")) {
          statement.execute(sql);
        }
      }
      return new FactsTake(
              new Setting(
                  TestServers.server(major), Masking.none(), new SampleLog(), Progress.silent()),
              1)
          .perform(database, migration, Ticker.system().fromNow());
    }
  }

  private static StatementRun only(int major, String sql) throws SQLException {
    Take take = facts(major, TestMigration.of(sql));
    assertThat(take.incomplete()).isNull();
    assertThat(take.statements()).hasSize(1);
    assertThat(take.statements().get(0).message()).isNull();
    return take.statements().get(0);
  }

  private static Optional<LockMode> strongest(StatementRun run, String relation) {
    return run.locks().stream()
        .filter(lock -> lock.relation().equals(relation))
        .map(Lock::mode)
        .max(LockMode::compareTo);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void setNotNullScansUnderAccessExclusive(int major) throws SQLException {
    StatementRun run = only(major, "ALTER TABLE t ALTER COLUMN a SET NOT NULL");

    assertThat(run.tag()).isEqualTo("ALTER TABLE");
    assertThat(run.wrapped()).isTrue();
    assertThat(strongest(run, "public.t")).contains(ACCESS_EXCLUSIVE);
    assertThat(run.locks()).allMatch(lock -> lock.known() == Known.EXACT);
    assertThat(run.scanned()).containsExactly("public.t");
    assertThat(run.rewritten()).isEmpty();
    assertThat(run.gaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aTableThatIsOnlyLookedIntoIsNotScanned(int major) throws SQLException {
    assertThat(only(major, "SELECT b FROM t LIMIT 1").scanned()).isEmpty();
    assertThat(only(major, "SELECT max(b) FROM t").scanned()).containsExactly("public.t");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void addingAConstantDefaultDoesNoWork(int major) throws SQLException {
    StatementRun run = only(major, "ALTER TABLE t ADD COLUMN c int DEFAULT 7");

    assertThat(strongest(run, "public.t")).contains(ACCESS_EXCLUSIVE);
    assertThat(run.scanned()).isEmpty();
    assertThat(run.rewritten()).isEmpty();
    assertThat(run.rebuilt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aTypeChangeRewritesTheTableAndRebuildsItsIndexes(int major) throws SQLException {
    StatementRun run = only(major, "ALTER TABLE t ALTER COLUMN a TYPE bigint");

    assertThat(run.rewritten()).containsExactly("public.t");
    assertThat(run.rebuilt()).containsExactly("public.t_a", "public.t_pkey");
    assertThat(run.built()).isEmpty();
    assertThat(run.replaced()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void truncateReplacesStorageWithoutRewriting(int major) throws SQLException {
    StatementRun run = only(major, "TRUNCATE t");

    assertThat(run.replaced()).containsExactly("public.t");
    assertThat(run.rewritten()).isEmpty();
    assertThat(run.rebuilt()).isEmpty();
    assertThat(run.sizeDelta().get("public.t")).isNegative();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aForeignKeyLocksAndReadsBothTables(int major) throws SQLException {
    StatementRun run =
        only(major, "ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parent (id)");

    assertThat(strongest(run, "public.t")).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(strongest(run, "public.parent")).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(run.scanned()).contains("public.t");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aPlainIndexIsBuiltUnderShare(int major) throws SQLException {
    StatementRun run = only(major, "CREATE INDEX t_b ON t (b)");

    assertThat(strongest(run, "public.t")).contains(SHARE);
    assertThat(run.built()).containsExactly("public.t_b");
    assertThat(run.scanned()).containsExactly("public.t");
    assertThat(run.walBytes()).isPositive();
    assertThat(run.sizeDelta().get("public.t")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aConcurrentIndexIsSampledAndNeverAboveShareUpdateExclusive(int major) throws SQLException {
    StatementRun run = only(major, "CREATE INDEX CONCURRENTLY t_b ON t (b)");

    assertThat(run.wrapped()).isFalse();
    assertThat(run.gaps()).isNotEmpty();
    assertThat(run.built()).containsExactly("public.t_b");
    assertThat(run.scanned()).containsExactly("public.t");
    assertThat(strongest(run, "public.t")).contains(SHARE_UPDATE_EXCLUSIVE);
    assertThat(run.locks())
        .isNotEmpty()
        .allMatch(lock -> lock.known() == Known.SAMPLED && lock.periodNanos() > 0);
    assertThat(run.progress()).anyMatch(seen -> seen.command().startsWith("CREATE INDEX"));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void anUpdateIsCountedUnderRowExclusive(int major) throws SQLException {
    StatementRun run = only(major, "UPDATE t SET b = 'y' WHERE id <= 100");

    assertThat(run.rows()).isEqualTo(100);
    assertThat(strongest(run, "public.t")).contains(ROW_EXCLUSIVE);
    assertThat(run.modified()).containsExactly(new Modified("public.t", 0, 100, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void locksOfARolledBackSubtransactionDoNotVanish(int major) throws SQLException {
    StatementRun run =
        only(
            major,
            """
            DO $$ BEGIN
              BEGIN
                ALTER TABLE t ADD COLUMN c int;
                RAISE division_by_zero;
              EXCEPTION WHEN division_by_zero THEN NULL;
              END;
            END $$""");

    assertThat(strongest(run, "public.t")).contains(ACCESS_EXCLUSIVE);
    assertThat(run.gaps()).anyMatch(gap -> gap.contains("subtransaction was rolled back"));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aBlockKeepsLocksFromStatementToStatement(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                "BEGIN",
                "ALTER TABLE t ADD COLUMN c int",
                "UPDATE t SET c = 1 WHERE id = 1",
                "COMMIT",
                "SELECT 1"));

    Lock held =
        take.statements().get(2).locks().stream()
            .filter(lock -> lock.mode() == ACCESS_EXCLUSIVE && lock.relation().equals("public.t"))
            .findFirst()
            .orElseThrow();
    assertThat(held.acquired()).isFalse();
    assertThat(take.transactions()).hasSize(2);
    assertThat(take.transactions().get(0).explicit()).isTrue();
    assertThat(take.transactions().get(0).end()).isEqualTo(End.COMMIT);
    assertThat(take.statements())
        .extracting(StatementRun::transaction)
        .containsExactly(1, 1, 1, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void lockTableOutsideABlockFailsAsItDoesInPsql(int major) throws SQLException {
    Take take = facts(major, TestMigration.of("LOCK TABLE t", "SELECT 1"));

    assertThat(take.statements().get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(take.statements().get(0).sqlState()).isEqualTo("25P01");
    assertThat(take.statements().get(1).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(take.incomplete()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aProcedureThatCommitsRunsUnwrapped(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                """
                CREATE PROCEDURE batches() LANGUAGE plpgsql AS $$ BEGIN
                  UPDATE t SET b = 'y' WHERE id <= 10;
                  COMMIT;
                  UPDATE t SET b = 'z' WHERE id <= 20;
                END $$""",
                "CALL batches()"));

    StatementRun call = take.statements().get(1);
    assertThat(call.outcome()).isEqualTo(Outcome.OK);
    assertThat(call.wrapped()).isFalse();
    assertThat(call.modified()).containsExactly(new Modified("public.t", 0, 30, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aDeferredConstraintFailsTheStatementThatBrokeIt(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                "ALTER TABLE t ADD FOREIGN KEY (parent_id) REFERENCES parent (id)"
                    + " DEFERRABLE INITIALLY DEFERRED",
                "UPDATE t SET parent_id = -1 WHERE id = 1"));

    assertThat(take.statements().get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(take.statements().get(1).sqlState()).isEqualTo("23503");
    assertThat(take.transactions().get(1).end()).isEqualTo(End.ROLLBACK);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aTableOfTheMigrationsOwnDidNotExistBefore(int major) throws SQLException {
    StatementRun run =
        only(major, "CREATE TABLE child (id int PRIMARY KEY, p int REFERENCES parent)");

    assertThat(run.locks())
        .filteredOn(lock -> lock.relation().startsWith("public.child"))
        .isNotEmpty()
        .noneMatch(Lock::preexisting);
    assertThat(strongest(run, "public.parent")).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(run.built()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void vacuumFullIsARewrite(int major) throws SQLException {
    StatementRun run = only(major, "VACUUM FULL t");

    assertThat(run.rewritten()).containsExactly("public.t");
    assertThat(run.rebuilt()).containsExactly("public.t_a", "public.t_pkey");
    assertThat(strongest(run, "public.t")).contains(ACCESS_EXCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aRenamedTableIsToldUnderTheNameThatOthersKnowItBy(int major) throws SQLException {
    StatementRun run = only(major, "ALTER TABLE t RENAME TO renamed");

    assertThat(strongest(run, "public.t")).contains(ACCESS_EXCLUSIVE);
    assertThat(strongest(run, "public.renamed")).isEmpty();
    assertThat(run.sizeDelta()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void lookingDoesNotComeBeforeSetTransaction(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                "BEGIN",
                "SET LOCAL lock_timeout = '2s'",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SELECT count(*) FROM t",
                "COMMIT"));

    assertThat(take.statements()).extracting(StatementRun::outcome).containsOnly(Outcome.OK);
    // The predicate lock on the table, which blocks nobody, is no table lock.
    StatementRun select = take.statements().get(3);
    assertThat(strongest(select, "public.t")).contains(ACCESS_SHARE);
    assertThat(select.gaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aStatementThatMayNotWaitIsNotMadeToWait(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                "SET lock_timeout = '50ms'",
                "CREATE INDEX CONCURRENTLY t_b ON t (b)",
                "VACUUM FULL t",
                "RESET lock_timeout",
                "VACUUM (FULL, SKIP_LOCKED) t"));

    assertThat(take.statements()).extracting(StatementRun::outcome).containsOnly(Outcome.OK);
    assertThat(take.statements().get(4).rewritten()).containsExactly("public.t");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void ddlInsideAProcedureThatCommitsIsExact(int major) throws SQLException {
    Take take =
        facts(
            major,
            TestMigration.of(
                """
                CREATE PROCEDURE steps() LANGUAGE plpgsql AS $$ BEGIN
                  ALTER TABLE t ADD COLUMN c int;
                  COMMIT;
                END $$""",
                "CALL steps()"));

    assertThat(take.statements().get(1).locks())
        .filteredOn(lock -> lock.relation().equals("public.t") && lock.mode() == ACCESS_EXCLUSIVE)
        .extracting(Lock::known)
        .containsExactly(Known.EXACT);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void aConcurrentIndexThatFailsStillShowsItsLocks(int major) throws SQLException {
    Take take =
        facts(major, TestMigration.of("CREATE UNIQUE INDEX CONCURRENTLY t_b ON t (b)", "SELECT 1"));

    StatementRun run = take.statements().get(0);
    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.sqlState()).isEqualTo("23505");
    assertThat(strongest(run, "public.t")).contains(SHARE_UPDATE_EXCLUSIVE);
  }
}
