package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.WayBack;
import dev.rehearsal.reports.recording.WayBack.RowsChanged;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackTakeIT {

  private static Take perform(int major, int number, Migration up, Migration down)
      throws SQLException {
    try (TwoDatabases databases = TwoDatabases.on(major)) {
      Take take =
          new RollbackTake(databases.setting(), databases.loaded().name(), number)
              .perform(
                  databases.take(), TwoDatabases.thereAndBack(up, down), Ticker.system().fromNow());
      assertThat(take.incomplete()).isNull();
      return take;
    }
  }

  private static WayBack back(int major, Migration up, Migration down) throws SQLException {
    return perform(major, 1, up, down).wayBack();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void namesTheColumnWhoseValuesAreLost(int major) throws SQLException {
    WayBack back =
        back(
            major,
            TestMigration.of("ALTER TABLE t DROP COLUMN b"),
            TestMigration.of("ALTER TABLE t ADD COLUMN b varchar(10)"));

    assertThat(back.inspected()).isTrue();
    assertThat(back.compared().tables()).containsExactly("public.t");
    assertThat(back.compared().rows())
        .containsExactly(new RowsChanged("public.t", 5000, 5000L, List.of("b")));
    assertThat(back.compared().schema())
        .extracting(SchemaChange::object)
        .containsExactly("public.t.b", "public.t.parent_id");
    assertThat(back.statements().get(0).locks())
        .anyMatch(
            lock -> lock.relation().equals("public.t") && lock.mode() == LockMode.ACCESS_EXCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void findsNothingWhereAllIsRestored(int major) throws SQLException {
    WayBack back =
        back(
            major,
            TestMigration.of(
                "CREATE INDEX CONCURRENTLY t_b ON t (b)",
                "ALTER TABLE t ADD COLUMN c int",
                "UPDATE t SET c = a",
                "CREATE TABLE kept AS SELECT * FROM parent",
                "DELETE FROM parent WHERE id > 400"),
            TestMigration.of(
                "INSERT INTO parent SELECT * FROM kept ON CONFLICT (id) DO NOTHING",
                "DROP TABLE kept",
                "ALTER TABLE t DROP COLUMN c",
                "DROP INDEX t_b"));

    assertThat(back.compared().tables()).containsExactly("public.parent", "public.t");
    assertThat(back.compared().rows()).isEmpty();
    assertThat(back.compared().schema()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void tellsRowsThatWentAndValuesThatChanged(int major) throws SQLException {
    WayBack back =
        back(
            major,
            TestMigration.of("DROP TABLE parent", "UPDATE t SET a = a + 1, b = 'y'"),
            TestMigration.of("UPDATE t SET a = a - 2, b = 'x'", "DELETE FROM t WHERE false"));

    assertThat(back.compared().rows())
        .containsExactly(
            new RowsChanged("public.parent", 500, null, List.of()),
            new RowsChanged("public.t", 5000, 5000L, List.of("a")));
  }

  @Test
  void comparesNothingWhereTheWayBackFails() throws SQLException {
    WayBack back = back(18, TestMigration.of("SELECT 1"), TestMigration.of("DROP TABLE none"));

    assertThat(back.statements().get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(back.compared()).isNull();
  }

  @Test
  void onlyKeepsTimeTheSecondTime() throws SQLException {
    Take take =
        perform(
            18,
            2,
            TestMigration.of("CREATE INDEX t_b ON t (b)"),
            TestMigration.of("DROP INDEX t_b"));

    assertThat(take.wayBack().inspected()).isFalse();
    assertThat(take.wayBack().compared()).isNull();
    assertThat(take.wayBack().statements()).allMatch(run -> run.locks().isEmpty());
    assertThat(take.wayBack().statements()).allMatch(run -> run.outcome() == Outcome.OK);
  }

  @Test
  void triesNoWayBackFromAMigrationThatFailed() throws SQLException {
    Take take = perform(18, 1, TestMigration.of("DROP TABLE none"), TestMigration.of("SELECT 1"));

    assertThat(take.wayBack()).isNull();
  }
}
