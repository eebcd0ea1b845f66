package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Migration;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlywayTest extends InDirectory {

  private static final String TABLE = "CREATE TABLE a (id int);";
  private static final String INDEX = "CREATE INDEX /* now */ CONCURRENTLY i ON a (id);";

  private static final String[] PIECES = {
    "[", "]", "=", "flyway", "\"", ".", "\n", "{", "true", "\u00fc", "#", "\\u00"
  };

  @Test
  void holdsItsLockOnASecondSessionInATransactionAroundEachMigration() {
    directory.with("V1.9__a.sql", TABLE).with("V1_10__b.sql", "SELECT 1; SELECT 2;");

    Migration migration = directory.read();

    assertThat(migration.runner()).isEqualTo("flyway");
    assertThat(migration.recognised()).contains("VVERSION__NAME.sql");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (4)", "statements (4)", "transaction V1_10__b.sql", "statements (1)");
    assertThat(migration.batches())
        .extracting(Batch::beside)
        .containsExactly(true, true, false, true);
    assertThat(Layouted.sent(migration.applied())).contains("transaction V1.9__a.sql");
  }

  @Test
  void holdsItsLockOnTheSameSessionWithoutATransactionIfToldTo() {
    directory
        .with("flyway.conf", "flyway.postgresql.transactional.lock=false\nflyway.url=jdbc:x\n")
        .with("V1__a.sql", TABLE);

    List<Batch> batches = directory.read().batches();

    assertThat(batches).noneMatch(Batch::beside);
    assertThat(Layouted.sent(batches))
        .containsExactly(
            "statements (3)", "statements (3)", "transaction V1__a.sql (1)", "statements (1)");
  }

  @Test
  void runsWhatBarsATransactionWithoutOne() {
    directory.with("V1__a.sql", TABLE).with("V2__b.sql", INDEX);

    assertThat(Layouted.sent(directory.read().batches())).contains("statements V2__b.sql");
  }

  @Test
  void takesAStatementThatItDoesNotKnowIntoATransaction() {
    directory.with("V1__a.sql", "REINDEX TABLE CONCURRENTLY a");

    assertThat(Layouted.sent(directory.read().batches())).contains("transaction V1__a.sql");
  }

  @Test
  void refusesBothKindsInOneFileUnlessMixedOrSaid() {
    directory.with("V1__a.sql", "SET lock_timeout = '1s';\n" + INDEX);

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("V1__a.sql:2: cannot run in a transaction")
        .hasMessageContaining("line 1");

    directory.with("V1__a.sql.conf", "executeInTransaction=false");
    assertThat(Layouted.sent(directory.read().batches())).contains("statements V1__a.sql");

    directory.with("V1__a.sql.conf", "executeInTransaction=true");
    assertThat(Layouted.sent(directory.read().batches())).contains("transaction V1__a.sql");

    directory.with("V1__a.sql.conf", "").with("flyway.conf", "flyway.mixed=true");
    assertThat(Layouted.sent(directory.read().batches())).contains("statements V1__a.sql");
  }

  @Test
  void runsAGroupInOneTransactionWithTheLockAroundAll() {
    directory
        .with("flyway.toml", "[flyway]\ngroup = true\n[flyway.placeholders]\ntable = 'a'\n")
        .with("V1__a.sql", "CREATE TABLE ${table} (id int);")
        .with("V2__b.sql", "ALTER TABLE ${table} ADD b int;")
        .choosing(Setting.ALL_VERSIONS, true);

    Migration migration = directory.read();

    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (4)",
            "statements (4)",
            "transaction V1__a.sql V2__b.sql",
            "statements (2)",
            "statements (1)");
    assertThat(Layouted.statements(migration.scripts())).contains("1: ALTER TABLE a ADD b int");
  }

  @Test
  void refusesAGroupOfBothKinds() {
    directory
        .with("flyway.toml", "flyway.group = true")
        .with("V1__a.sql", TABLE)
        .with("V2__b.sql", INDEX)
        .choosing(Setting.ALL_VERSIONS, true);

    assertThatThrownBy(directory::read).hasMessageContaining("with group=true flyway refuses both");
  }

  @Test
  void runsRepeatableOnesLastInTheOrderOfTheirDescriptions() {
    directory
        .with("R__b.sql", "SELECT 1;")
        .with("R__a.sql", "SELECT 1;")
        .with("V1__a.sql", TABLE)
        .with("V2__b.sql", "SELECT 1;");

    assertThat(directory.read().scripts())
        .extracting(script -> Path.of(script.path()).getFileName().toString())
        .containsExactly("V2__b.sql", "R__a.sql", "R__b.sql");
  }

  @Test
  void takesBackWithUndo() {
    directory.with("V1__a.sql", TABLE).with("U1__a.sql", "DROP TABLE a;");

    assertThat(Layouted.sent(directory.read().wayBack())).contains("transaction U1__a.sql");
  }

  @Test
  void beginsWithTheNewestBaseline() {
    directory
        .with("V1__a.sql", TABLE)
        .with("V2__b.sql", "SELECT 2;")
        .with("B2__all.sql", TABLE)
        .with("V3__c.sql", "SELECT 3;")
        .choosing(Setting.ALL_VERSIONS, true);

    assertThat(directory.read().scripts())
        .extracting(script -> Path.of(script.path()).getFileName().toString())
        .containsExactly("B2__all.sql", "V3__c.sql");
  }

  @Test
  void findsTheLocationsThatAreNamed() {
    directory
        .with("flyway.conf", "flyway.locations=filesystem:one,classpath:db/two")
        .with("one/V1__a.sql", TABLE)
        .with("src/main/resources/db/two/deep/V2__b.sql", "SELECT 2;");

    assertThat(directory.read().scripts().get(0).path()).endsWith("deep/V2__b.sql");
  }

  @Test
  void namesAPlaceholderWithoutAValueAndTheLine() {
    directory.with("V1__a.sql", TABLE + "\n-- ${owner}\n");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("V1__a.sql:2: the placeholder ${owner} has no value")
        .hasMessageContaining("flyway.placeholders.owner");
  }

  @Test
  void refusesTwoOfAVersion() {
    directory.with("V1__a.sql", TABLE).with("V1.0__b.sql", TABLE);

    assertThatThrownBy(directory::read).hasMessageContaining("has the version of");
  }

  @Test
  void anyConfigurationIsReadOrRefusedInWords() {
    Random random = new Random(4);
    directory.with("V1__a.sql", TABLE);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      directory.with(round % 2 == 0 ? "flyway.toml" : "flyway.conf", text.toString());
      try {
        assertThat(directory.read().batches()).isNotEmpty();
      } catch (Problem refused) {
        assertThat(refused.getMessage()).contains("flyway.");
      }
    }
  }
}
