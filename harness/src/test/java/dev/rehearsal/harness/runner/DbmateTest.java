package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import org.junit.jupiter.api.Test;

class DbmateTest extends InDirectory {

  private static final String TWO_STATEMENTS =
      """
      -- migrate:up
      CREATE TABLE a (id int);
      CREATE INDEX ON a (id);

      -- migrate:down
      DROP TABLE a;
      """;

  @Test
  void sendsEachFileInATransactionWithItsRow() {
    directory
        .with("2_b.sql", TWO_STATEMENTS)
        .with("1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n")
        .choosing(Setting.ALL_VERSIONS, true);

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("dbmate");
    assertThat(migration.recognised()).isEqualTo("1_a.sql says -- migrate:up");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (2)", "transaction 1_a.sql (1)", "transaction 2_b.sql (1)");
    assertThat(Layouted.statements(migration.scripts()))
        .containsExactly("2: SELECT 1", "2: CREATE TABLE a (id int)", "3: CREATE INDEX ON a (id)");
  }

  @Test
  void takesBackWhatStandsAfterTheMark() {
    directory.with("1_a.sql", TWO_STATEMENTS);

    Migration migration = directory.read();

    assertThat(Layouted.sent(migration.wayBack()))
        .containsExactly("statements (2)", "transaction 1_a.sql (1)");
    assertThat(Layouted.statements(migration.downScripts())).containsExactly("6: DROP TABLE a");
  }

  @Test
  void sendsAFileWithoutTransactionAsOneMessageEachWayByItself() {
    directory.with(
        "1_a.sql",
        "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n"
            + "-- migrate:down\nDROP INDEX i;\n");

    Migration migration = directory.read();

    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (2)", "message 1_a.sql", "statements (1)");
    assertThat(Layouted.sent(migration.wayBack())).contains("transaction 1_a.sql (1)");
  }

  @Test
  void refusesWhatDbmateRefuses() {
    directory.with("1_a.sql", "SELECT 1;\n-- migrate:up\n-- migrate:down\n");
    directory.with("2_b.sql", TWO_STATEMENTS);
    directory.with("3_d.sql", "-- migrate:up\nSELECT 1;\n");
    directory.with("2_c.sql", TWO_STATEMENTS);

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(
            "1_a.sql:1: stands before -- migrate:up",
            "3_d.sql:1: has no line -- migrate:down",
            "2_c.sql:1: has the version of 2_b.sql");
  }

  /** Seen of 2.36.0. */
  @Test
  void goesByTheNamesOfTheFilesAsText() {
    directory.with("10_a.sql", TWO_STATEMENTS);
    directory.with("2_b.sql", TWO_STATEMENTS);
    directory.with("02_c.sql", TWO_STATEMENTS);

    assertThat(directory.choosing(Setting.ALL_VERSIONS, true).read().scripts())
        .extracting(Script::version)
        .containsExactly("02", "10", "2");
  }

  @Test
  void refusesADirectoryThatIsGolangMigratesByItsNames() {
    directory.with("1_a.up.sql", TWO_STATEMENTS);

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll("looks like golang-migrate", "and like dbmate", "--runner");
  }

  @Test
  void readsOrRefusesAnyFile() {
    new Garbled(
            "-- migrate:up",
            "-- migrate:down",
            "-- migrate:up transaction:false",
            "--migrate:down\r",
            "SELECT 1;",
            "$$",
            "'",
            " ")
        .readsOrRefuses(directory.choosing(Setting.RUNNER, "dbmate"), temporary, "1_a.sql");
  }
}
