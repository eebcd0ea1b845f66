package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import org.junit.jupiter.api.Test;

class DieselTest extends InDirectory {

  @Test
  void sendsEachDirectoryInATransactionWithItsRow() {
    directory
        .with("migrations/2024-01-02-000000_b/up.sql", "SELECT 2; SELECT 3;")
        .with("migrations/2024-01-02-000000_b/down.sql", "SELECT 4;")
        .with("migrations/2024-01-01-000000_a/up.sql", "SELECT 1;")
        .choosing(Setting.ALL_VERSIONS, true);

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("diesel");
    assertThat(migration.recognised()).isEqualTo("2024-01-01-000000_a has up.sql");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (3)", "transaction up.sql (1)", "transaction up.sql (1)");
    assertThat(migration.scripts().get(0).version()).isEqualTo("20240101000000");
    assertThat(Layouted.sent(migration.wayBack())).contains("transaction down.sql (1)");
  }

  @Test
  void sendsOneMessageWhereItsMetadataSayThatItRunsInNoTransaction() {
    directory
        .with("1_a/up.sql", "CREATE INDEX CONCURRENTLY i ON a (id);")
        .with("1_a/metadata.toml", "# why\nrun_in_transaction = false\n");

    assertThat(Layouted.sent(directory.read().batches()))
        .containsExactly("statements (3)", "message up.sql", "statements (1)");
  }

  @Test
  void refusesMetadataThatSayNothing() {
    directory
        .with("1_a/up.sql", "SELECT 1;")
        .with("1_a/metadata.toml", "\nrun_in_transaction = 'no'\n")
        .with("2_b/up.sql", "SELECT 1;")
        .with("2_b/metadata.toml", "run_in_transaction =\n");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(
            "1_a/metadata.toml:1: run_in_tr", "2_b/metadata.toml:1: is not TOML");
  }

  @Test
  void readsOrRefusesAnyMetadata() {
    new Garbled(
            "run_in_transaction",
            "=",
            "false",
            "true",
            "[x]",
            "\"",
            "#",
            ".",
            "{",
            "1979-05-27",
            "\\u00")
        .readsOrRefuses(directory.with("1_a/up.sql", "SELECT 1;"), temporary, "1_a/metadata.toml");
  }

  @Test
  void goesByTheTextOfTheVersion() {
    directory
        .with("20240103_c/up.sql", "SELECT 3")
        .with("2024-01-02_b/up.sql", "SELECT 2")
        .with("2024-01-04_d/up.sql", "SELECT 4")
        .choosing(Setting.ALL_VERSIONS, true);

    assertThat(directory.read().scripts())
        .extracting(Script::version)
        .containsExactly("20240102", "20240103", "20240104");
  }

  @Test
  void refusesTwoDirectoriesOfOneVersion() {
    directory.with("2024-01_a/up.sql", "SELECT 1").with("202401_b/up.sql", "SELECT 1");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("202401_b has the version of 2024-01_a");
  }

  @Test
  void refusesADirectoryThatIsPrismasToo() {
    directory.with("1_a/up.sql", "SELECT 1").with("2_b/migration.sql", "SELECT 1");

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll("looks like prisma", "and like diesel", "--runner");
  }
}
