package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodePgMigrateTest extends InDirectory {

  @Test
  void sendsAllPendingInOneTransactionBothWays() {
    directory
        .with("20_b.sql", "-- Up Migration\nSELECT 2;\n-- Down Migration\nSELECT 3;\n")
        .with("3_a.sql", "-- up migration: the first\nSELECT 1;\n---- Down migration\nSELECT 4")
        .choosing(Setting.ALL_VERSIONS, true);

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("node-pg-migrate");
    assertThat(migration.recognised()).isEqualTo("20_b.sql says -- Up Migration");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (4)", "transaction 3_a.sql (1) 20_b.sql (1)", "statements (1)");
    assertThat(Layouted.statements(migration.scripts()))
        .containsExactly("2: SELECT 1", "2: SELECT 2");
    assertThat(Layouted.sent(migration.wayBack())).contains("transaction 20_b.sql (1) 3_a.sql (1)");
    assertThat(Layouted.statements(migration.downScripts()))
        .containsExactly("4: SELECT 3", "4: SELECT 4");
  }

  /** Seen of 9.0.0. */
  @Test
  void takesSeventeenDigitsForAMoment() {
    for (String name :
        List.of(
            "20260101000003003_g",
            "1767225600002_f",
            "1767225600001_e",
            "20251231000000000_d",
            "10_c",
            "9b",
            "0003-a")) {
      directory.with(name + ".sql", "-- Up Migration\nSELECT 1;");
    }

    assertThat(directory.choosing(Setting.ALL_VERSIONS, true).read().scripts())
        .extracting(Script::version)
        .containsExactly(
            "0003-a",
            "9b",
            "10_c",
            "20251231000000000_d",
            "1767225600001_e",
            "1767225600002_f",
            "20260101000003003_g");
  }

  @Test
  void refusesANameWithoutANumberThatCounts() {
    directory
        .with("20251340000000000_a.sql", "-- Up Migration\nSELECT 1;")
        .with("b.sql", "-- Up Migration\nSELECT 1;");

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll("20251340000000000_a.sql:1: begins with no number", "b.sql:1:");
  }

  @Test
  void takesAFileWithoutMarksForTheWayForth() {
    directory.with("1_a.sql", "SELECT 1;").choosing(Setting.RUNNER, "node-pg-migrate");

    Migration migration = directory.read();

    assertThat(Layouted.statements(migration.scripts())).containsExactly("1: SELECT 1");
    assertThat(migration.wayBack()).isEmpty();
  }

  @Test
  void refusesWhatWouldRunOtherwiseThanItLooks() {
    directory
        .with("1_a.sql", "-- Down Migration\nSELECT 1;")
        .with("2_b.up.sql", "SELECT 1;")
        .with("3_c.js", "exports.up = () => {}")
        .choosing(Setting.RUNNER, "node-pg-migrate");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(
            "1_a.sql:1: has no line -- Up Migration",
            "2_b.up.sql:1: is one of two files for two ways",
            "3_c.js:1: is a migration that is no SQL");
  }

  @Test
  void readsOrRefusesAnyFile() {
    new Garbled(
            "-- Up Migration",
            "-- Down Migration",
            "--up  migration\r",
            "SELECT 1;",
            "$$",
            "'",
            ";")
        .readsOrRefuses(
            directory.choosing(Setting.RUNNER, "node-pg-migrate"), temporary, "1_a.sql");
  }
}
