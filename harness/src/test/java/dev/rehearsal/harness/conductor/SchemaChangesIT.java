package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which change of the schema the facts take tells of which statement. */
class SchemaChangesIT {

  private static List<List<String>> changes(int major, Migration migration) throws SQLException {
    return take(major, migration).statements().stream()
        .map(run -> run.changes().stream().map(SchemaChange::object).toList())
        .toList();
  }

  private static Take take(int major, Migration migration) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major)) {
      try (Connection setup = database.connect("test/setup");
          java.sql.Statement statement = setup.createStatement()) {
        statement.execute("CREATE TABLE t (id int PRIMARY KEY, a int)");
        statement.execute("CREATE VIEW v AS SELECT id FROM t");
      }
      Setting setting =
          new Setting(
              TestServers.server(major), Masking.none(), new SampleLog(), Progress.silent());
      return new FactsTake(setting, 1).perform(database, migration, Ticker.system().fromNow());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void tellsThemByStatementWhateverSurroundsThem(int major) throws SQLException {
    assertThat(
            changes(
                major,
                TestMigration.of(
                    "ALTER TABLE t ADD b int",
                    "UPDATE t SET b = 1",
                    "CREATE INDEX CONCURRENTLY t_b ON t (b)",
                    "SET search_path = nowhere",
                    "DO $$ BEGIN ALTER TABLE public.t ADD c int; END $$",
                    "BEGIN",
                    "ALTER TABLE public.t DROP b",
                    "ROLLBACK",
                    "ALTER TABLE public.t ADD d int")))
        .containsExactly(
            List.of("public.t.b"),
            List.of(),
            List.of("public.t_b"),
            List.of(),
            List.of("public.t.c"),
            List.of(),
            List.of("public.t.b", "public.t_b"),
            List.of(),
            List.of("public.t.d"));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aPartThatWasUndoneIsForgotten(int major) throws SQLException {
    assertThat(
            changes(
                major,
                TestMigration.of(
                    "BEGIN",
                    "SAVEPOINT s",
                    "ALTER TABLE t ADD b int",
                    "ROLLBACK TO s",
                    "ALTER TABLE t ADD c int",
                    "COMMIT")))
        .containsExactly(
            List.of(),
            List.of(),
            List.of("public.t.b"),
            List.of(),
            List.of("public.t.c"),
            List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aFailedConcurrentBuildLeavesWhatItLeaves(int major) throws SQLException {
    Take take =
        take(
            major,
            TestMigration.of(
                "INSERT INTO t VALUES (1, 1), (2, 1)",
                "CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)"));

    StatementRun failed = take.statements().get(1);
    assertThat(failed.outcome()).isEqualTo(StatementRun.Outcome.FAILED);
    assertThat(failed.changes()).extracting(SchemaChange::object).containsExactly("public.t_a");
    assertThat(failed.changes().get(0).after()).containsEntry("valid", "no");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void readingTheSchemaLeavesNoLock(int major) throws SQLException {
    Take take = take(major, TestMigration.inOneTransaction("CREATE TABLE n (id int)", "SELECT 1"));

    assertThat(take.statements().get(1).locks())
        .noneMatch(
            lock -> lock.relation().equals("public.t") || lock.relation().equals("public.v"));
  }
}
