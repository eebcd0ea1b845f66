package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutsTest extends InDirectory {

  private static final String JOURNAL =
      """
      {"version": "7", "dialect": "postgresql", "entries": [
        {"idx": 0, "when": 1000, "tag": "0000_one", "breakpoints": true},
        {"idx": 1, "when": 2000, "tag": "0001_two", "breakpoints": true}
      ]}
      """;

  private static final String[] PIECES = {
    "", "\"", "{", "]", ",", "0", "-1", "null", "\u00fc", "\n"
  };

  @Test
  void sendsAFileOfGolangMigrateAsOneMessageBetweenItsMarks() {
    directory
        .with("9_a.up.sql", "CREATE TABLE a (id int);")
        .with("10_b.up.sql", "ALTER TABLE a ADD b int;\n\nCREATE INDEX ON a (b);\n")
        .with("10_b.down.sql", "ALTER TABLE a DROP b;");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("golang-migrate");
    assertThat(migration.recognised()).contains("VERSION_NAME.up.sql");
    assertThat(Layouted.sent(migration.applied()))
        .contains("transaction (2)", "message 9_a.up.sql");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (5)",
            "transaction (2)",
            "message 10_b.up.sql",
            "transaction (2)",
            "statements (1)");
    assertThat(Layouted.statements(migration.scripts()))
        .containsExactly("1: ALTER TABLE a ADD b int", "3: CREATE INDEX ON a (b)");
    assertThat(Layouted.sent(migration.wayBack())).contains("message 10_b.down.sql");
    assertThat(migration.downScripts().get(0).takesBack()).endsWith("10_b.up.sql");
  }

  @Test
  void sendsStatementByStatementWithMultiStatement() {
    directory
        .with("1_a.up.sql", "SELECT 1; SELECT 2")
        .choosing(Setting.RUNNER, "golang-migrate:x-multi-statement");

    assertThat(Layouted.sent(directory.read().batches())).contains("statements 1_a.up.sql");
  }

  @Test
  void sendsAFileOfPrismaAsOneMessageBetweenRowsOfItsTable() {
    directory
        .with("migration_lock.toml", "# comment\nprovider = \"postgresql\"\n")
        .with("20240101_a/migration.sql", "SELECT 1;")
        .with("20240102_b/migration.sql", "SELECT 2; SELECT 3;");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("prisma");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (3)", "statements (1)", "message migration.sql", "statements (2)");
    assertThat(migration.wayBack()).isEmpty();
  }

  @Test
  void findsTheMigrationsOfPrismaBelowItsDirectory() {
    directory
        .with("schema.prisma", "")
        .with("migrations/migration_lock.toml", "provider = 'postgresql'")
        .with("migrations/1_a/migration.sql", "SELECT 1;");

    assertThat(directory.read().scripts().get(0).path()).endsWith("migrations/1_a/migration.sql");
  }

  @Test
  void sendsAllPendingOfDrizzleInOneTransactionCutAtTheirBreakpoints() {
    directory
        .with("meta/_journal.json", JOURNAL)
        .with("0000_one.sql", "CREATE TABLE a (id int)\n--> statement-breakpoint\nSELECT 1")
        .with("0001_two.sql", "SELECT 2;--> statement-breakpoint\n\nSELECT 3;")
        .choosing(Setting.ALL_VERSIONS, true);

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("drizzle");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly("statements (3)", "transaction 0000_one.sql (1) 0001_two.sql (1)");
    assertThat(Layouted.statements(migration.scripts()))
        .containsExactly("1: CREATE TABLE a (id int)", "3: SELECT 1", "1: SELECT 2", "3: SELECT 3");
    assertThat(migration.singleTransaction()).isFalse();
  }

  @Test
  void readsTheDirectoriesThatDrizzleWritesWithoutAJournal() {
    directory
        .with("20240101000000_a/migration.sql", "SELECT 1;")
        .with("20240101000000_a/snapshot.json", "{}")
        .with("20240102000000_b/migration.sql", "SELECT 2;")
        .with("20240102000000_b/snapshot.json", "{}");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("drizzle");
    assertThat(Layouted.statements(migration.scripts())).containsExactly("1: SELECT 2");
  }

  @Test
  void leavesPlainFilesAlone() {
    directory.with("V1.sql", "SELECT 1").with("V1.down.sql", "SELECT 2");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("psql");
    assertThat(migration.recognised()).isNull();
    assertThat(Layouted.sent(migration.batches())).containsExactly("statements V1.sql");
    assertThat(migration.applied()).isEmpty();
  }

  @Test
  void treatsAnyDirectoryAsPlainFilesWhereAsked() {
    directory.with("1_a.up.sql", "SELECT 1").choosing(Setting.RUNNER, "psql");

    assertThat(directory.read().runner()).isEqualTo("psql");
  }

  @Test
  void leavesOutOfTheNextRunWhatWentThrough() {
    directory
        .with("1_a.up.sql", "SELECT 1")
        .with("2_b.up.sql", "SELECT 2")
        .choosing(Setting.ALL_VERSIONS, true);

    assertThat(Layouted.sent(directory.read().fromTheScriptOf(2).batches()))
        .containsExactly(
            "statements (5)",
            "transaction (2)",
            "message 2_b.up.sql",
            "transaction (2)",
            "statements (1)");
  }

  @Test
  void namesWhatIsWrongWithFileAndLine() {
    directory
        .with("1_a.up.sql", "SELECT 1")
        .with("01_b.up.sql", "SELECT 2")
        .with("3_c.down.sql", "SELECT 3");

    refuses("1_a.up.sql:1: has the version of 01_b.up.sql");
    refuses("3_c.down.sql:1: takes back a version that has no .up.sql");
  }

  @Test
  void namesTheEntryOfAJournalThatHasNoFile() {
    directory.with("meta/_journal.json", JOURNAL).with("0000_one.sql", "SELECT 1");

    refuses("_journal.json:3: the entry 0001_two has no file 0001_two.sql");
  }

  @Test
  void namesTheLineOnWhichAJournalIsNoJson() {
    directory.with("meta/_journal.json", "{\n\"entries\": [\n}");

    refuses("_journal.json:3: is not JSON");
  }

  @Test
  void refusesAMigrationThatDrizzleWouldPassOver() {
    directory
        .with("meta/_journal.json", JOURNAL.replace("2000", "500"))
        .with("0000_one.sql", "SELECT 1")
        .with("0001_two.sql", "SELECT 2");

    refuses("0001_two is older than a version before it");
  }

  @Test
  void refusesPrismaForAnotherDatabase() {
    directory
        .with("migration_lock.toml", "# by prisma\nprovider = \"mysql\"\n")
        .with("1_a/migration.sql", "SELECT 1");

    refuses("migration_lock.toml:2: the provider must be postgresql, was mysql");
  }

  @Test
  void refusesADirectoryOfTwoTools() {
    directory
        .with("1_a.up.sql", "SELECT 1")
        .with("meta/_journal.json", JOURNAL)
        .with("0000_one.sql", "SELECT 1");

    refuses("looks like golang-migrate", "and like drizzle", "--runner");
  }

  @Test
  void refusesAWayBackBesidesTheToolsOwn() {
    directory
        .with("1_a.up.sql", "SELECT 1")
        .with("back.sql", "SELECT 2")
        .choosing(Setting.ROLLBACK, temporary.resolve("back.sql"));

    refuses("--rollback", "the way back of golang-migrate is VERSION_NAME.down.sql", "leave out");
  }

  @Test
  void takesAWayBackOfPlainFiles() {
    directory
        .with("m/1_a.sql", "SELECT 1")
        .with("back.sql", "SELECT 2")
        .choosing(Setting.MIGRATION, List.of(temporary.resolve("m")))
        .choosing(Setting.ROLLBACK, temporary.resolve("back.sql"));

    assertThat(Layouted.sent(directory.read().wayBack())).containsExactly("statements back.sql");
  }

  @Test
  void readsOrRefusesAnyJournal() {
    directory.with("0000_one.sql", "SELECT 1").with("0001_two.sql", "SELECT 2");
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder(JOURNAL);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(3), PIECES[random.nextInt(PIECES.length)]);
      }
      directory.with("meta/_journal.json", text.toString());
      try {
        assertThat(directory.read().statements()).isNotEmpty();
      } catch (Problem refused) {
        assertThat(refused).hasMessageContaining(temporary.toString());
      }
    }
  }

  private void refuses(String... parts) {
    assertThatThrownBy(directory::read).isInstanceOf(Problem.class).hasMessageContainingAll(parts);
  }
}
