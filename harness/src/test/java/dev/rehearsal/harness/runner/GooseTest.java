package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import org.junit.jupiter.api.Test;

class GooseTest extends InDirectory {

  private static final String FUNCTION =
      """
      -- +goose Up
      CREATE TABLE a (id int);
      -- +goose StatementBegin
      CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
      BEGIN
        RETURN 1;
      END $$
      -- +goose StatementEnd
      ALTER TABLE a ADD b int;

      -- +goose Down
      DROP FUNCTION f();
      """;

  @Test
  void sendsEachFileInATransactionWithItsRow() {
    directory.with("00010_b.sql", FUNCTION).with("9_a.sql", "-- +goose up\nSELECT 1;\n");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("goose");
    assertThat(migration.recognised()).isEqualTo("00010_b.sql says -- +goose Up");
    assertThat(Layouted.sent(migration.applied()))
        .containsExactly("statements (2)", "transaction 9_a.sql (1)");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (2)", "transaction 00010_b.sql (1)");
    assertThat(migration.scripts().get(0).version()).isEqualTo("10");
  }

  @Test
  void endsAStatementWhereItsBlockEnds() {
    directory.with("1_a.sql", FUNCTION);

    Migration migration = directory.read();

    assertThat(Layouted.statements(migration.scripts()))
        .hasSize(3)
        .startsWith("2: CREATE TABLE a (id int)")
        .endsWith("9: ALTER TABLE a ADD b int");
    assertThat(Layouted.statements(migration.downScripts()))
        .containsExactly("12: DROP FUNCTION f()");
  }

  @Test
  void sendsStatementByStatementWithoutTransactionBothWays() {
    directory.with(
        "1_a.sql",
        "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\nSELECT 2;\n-- +goose Down\nSELECT 3;");

    Migration migration = directory.read();

    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (2)", "statements 1_a.sql", "statements (1)");
    assertThat(Layouted.sent(migration.wayBack())).contains("statements 1_a.sql");
  }

  @Test
  void refusesPiecesThatAreNoWholeStatement() {
    directory
        .with("1_a.sql", FUNCTION.replaceAll("-- .goose Statement.*\n", ""))
        .with("2_b.sql", "-- +goose Up\nSELECT 2\n")
        .with("3_c.sql", "-- +goose Up\n-- +goose StatementBegin\nSELECT 2\n")
        .with("4_d.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1; SELECT 2;\n");

    refuses(
        "1_a.sql:3: goose ends the statement at line 5",
        "2_b.sql:2: begins a statement without a semicolon",
        "3_c.sql:2: begins a statement that has no StatementEnd",
        "4_d.sql:3: goose sends these statements as one message");
  }

  @Test
  void refusesWhatIsNotOnlySql() {
    directory
        .with("1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\nSELECT '${USER}';\n")
        .with("2_b.sql", "-- +goose Up\nSELECT 2;\n")
        .with("3_c.go", "package migrations");

    refuses(
        "1_a.sql:1: takes variables of the environment",
        "3_c.go:1: is a migration that is no SQL; rehearse with --command 'goose up'");
  }

  @Test
  void readsOrRefusesAnyFile() {
    new Garbled(
            "-- +goose Up",
            "-- +goose Down",
            "-- +goose NO TRANSACTION\r",
            "-- +goose StatementBegin",
            "-- +goose StatementEnd",
            "SELECT 1;",
            "SELECT 2",
            "$$",
            ";")
        .readsOrRefuses(directory.choosing(Setting.RUNNER, "goose"), temporary, "1_a.sql");
  }

  private void refuses(String... parts) {
    assertThatThrownBy(directory::read).isInstanceOf(Problem.class).hasMessageContainingAll(parts);
  }
}
