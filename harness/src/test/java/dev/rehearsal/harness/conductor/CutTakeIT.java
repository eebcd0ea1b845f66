package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import dev.rehearsal.reports.recording.Take;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement here takes five seconds if it is left alone, and is cut long before. */
class CutTakeIT {

  private static final long SOON = 200_000_000;
  private static final long PATIENCE = 60_000_000_000L;

  private static CancelDrill drill(int major, Cut cut, Migration migration) throws SQLException {
    try (TwoDatabases databases = TwoDatabases.on(major)) {
      Take take =
          new CutTake(databases.setting(), 1, cut, List.of("public.t"), PATIENCE)
              .perform(databases.take(), migration, Ticker.system().fromNow());
      assertThat(take.incomplete()).isNull();
      return take.cancelDrill();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void anIndexThatIsNotFinishedHidesBehindIfNotExists(int major) throws SQLException {
    CancelDrill drill =
        drill(
            major,
            new Cut(1, Knife.Means.TERMINATE, SOON, false),
            TestMigration.of("CREATE INDEX CONCURRENTLY IF NOT EXISTS t_slow ON t (slow(a))"));

    Left invalid = new Left("invalid index", "public.t_slow", "public.t", null);
    assertThat(drill.means()).isEqualTo("terminate");
    assertThat(drill.afterNanos()).isNotNull();
    assertThat(drill.left()).containsExactly(invalid);
    assertThat(drill.changes()).hasSize(1);
    assertThat(drill.rerun()).isEqualTo(new CancelDrill.Rerun(null, null, null, List.of(invalid)));
  }

  @Test
  void anIndexThatIsNotFinishedStopsTheNextAttempt() throws SQLException {
    CancelDrill drill =
        drill(
            18,
            new Cut(2, Knife.Means.CANCEL, SOON, false),
            TestMigration.of("SELECT 1", "CREATE INDEX CONCURRENTLY t_slow ON t (slow(a))"));

    assertThat(drill.sqlState()).isEqualTo("57014");
    assertThat(drill.left()).hasSize(1);
    assertThat(drill.rerun().statement()).isEqualTo(2);
    assertThat(drill.rerun().sqlState()).isEqualTo("42P07");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void nothingIsLeftOfAStatementThatIsRolledBack(int major) throws SQLException {
    CancelDrill drill =
        drill(
            major,
            new Cut(1, Knife.Means.CANCEL, SOON, true),
            TestMigration.of("UPDATE t SET a = slow(a) + 1"));

    assertThat(drill.sqlState()).isEqualTo("57014");
    assertThat(drill.left()).isEmpty();
    assertThat(drill.changes()).isEmpty();
    assertThat(drill.rerun().statement()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void halfABackfillStays(int major) throws SQLException {
    CancelDrill drill =
        drill(
            major,
            new Cut(1, Knife.Means.TERMINATE, SOON, false),
            TestMigration.of(
                """
                DO 'BEGIN FOR n IN 0..99 LOOP
                  UPDATE t SET a = -1 WHERE id BETWEEN n * 50 + 1 AND n * 50 + 50;
                  COMMIT;
                  PERFORM pg_sleep(0.05);
                END LOOP; END'"""));

    assertThat(drill.left()).extracting(Left::kind).containsExactly("rows changed");
    assertThat(drill.left().get(0).rows()).isBetween(50L, 4950L);
    assertThat(drill.rerun().statement()).isNull();
  }

  @Test
  void whatWasCommittedBeforeStopsTheNextAttempt() throws SQLException {
    CancelDrill drill =
        drill(
            18,
            new Cut(2, Knife.Means.CANCEL, SOON, true),
            TestMigration.of("ALTER TABLE t ADD COLUMN c int", "UPDATE t SET c = slow(a)"));

    assertThat(drill.left()).isEmpty();
    assertThat(drill.changes()).extracting(change -> change.object()).containsExactly("public.t.c");
    assertThat(drill.rerun().statement()).isEqualTo(1);
    assertThat(drill.rerun().sqlState()).isEqualTo("42701");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCEL", "TERMINATE"})
  void aStatementThatIsOverSoonerIsNotCut(String means) throws SQLException {
    CancelDrill drill =
        drill(
            18,
            new Cut(1, Knife.Means.valueOf(means), 60_000_000_000L, true),
            TestMigration.of("SELECT 1", "SELECT pg_sleep(0.1)"));

    assertThat(drill.afterNanos()).isNull();
    assertThat(drill.rerun()).isNull();
  }
}
