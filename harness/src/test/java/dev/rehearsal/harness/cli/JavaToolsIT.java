package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flyway and Liquibase, run within this program. */
@Timeout(240)
class JavaToolsIT {

  private static final String SCHEMA =
      """
      CREATE TABLE orders (id int PRIMARY KEY, note text, total int);
      INSERT INTO orders SELECT n, 'n' || n, n FROM generate_series(1, %d) n;
      """;

  /** So many that to rewrite them takes longer than the budget. */
  private static final int MANY = 150_000;

  private static final String LOCKED =
      """
      CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean NOT NULL,
          lockgranted timestamp, lockedby varchar(255));
      INSERT INTO databasechangeloglock VALUES (1, true, now(), 'another');
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Cli run(String tool, String... more) throws IOException {
    return runOn(SCHEMA.formatted(1000), tool, more);
  }

  private Cli runOn(String schema, String tool, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                "run",
                "--provider=embedded",
                "--schema=" + file("schema.sql", schema),
                "--work-dir=" + Files.createDirectories(directory.resolve("work")),
                "--out=" + directory.resolve("runs"),
                "--runner=" + tool,
                "--in-process"));
    line.addAll(List.of(more));
    return Cli.launch(line.toArray(String[]::new));
  }

  private Recording recording() throws IOException {
    return RecordingFile.read(directory.resolve("runs/latest/recording.json"));
  }

  private static void assertThatOrdersWereLocked(Take take, LockMode mode) {
    assertThat(take.statements())
        .flatExtracting(StatementRun::locks)
        .anySatisfy(
            lock -> {
              assertThat(lock.relation()).isEqualTo("public.orders");
              assertThat(lock.mode()).isEqualTo(mode);
              assertThat(lock.known()).isEqualTo(Known.EXACT);
            });
  }

  /** Flyway's own table is in what was loaded: this is how a team's dump looks. */
  @Test
  void aBlockingMigrationFailsAndItsSaferFormPasses() throws IOException {
    file("db/V1__total.sql", "ALTER TABLE orders ALTER COLUMN total TYPE bigint;\n");
    file("safe/V1__note.sql", "ALTER TABLE orders ADD COLUMN ${column} text;\n");
    Path toml =
        file(
            "flyway.toml",
            """
            [flyway]
            baselineOnMigrate = true
            baselineVersion = "0"
            [flyway.placeholders]
            column = "remark"
            """);

    Cli unsafe =
        runOn(
            SCHEMA.formatted(MANY),
            "flyway",
            directory.resolve("db").toString(),
            "--runner-config=" + toml,
            "--takes=facts,timing:1,traffic:1",
            "--max-stall=20ms");
    assertThat(unsafe.exited(1).out()).contains("FAIL").contains("Flyway 11.20.3 in process");
    assertThatOrdersWereLocked(recording().takes().get(0), LockMode.ACCESS_EXCLUSIVE);

    Cli safe =
        run(
            "flyway",
            directory.resolve("safe").toString(),
            "--runner-config=" + toml,
            "--takes=facts,timing:1,traffic:1,race");
    assertThat(safe.exited(0).out()).contains("PASS");
    Recording recording = recording();
    assertThat(recording.migration().command())
        .isEqualTo("Flyway 11.20.3 in process, " + toml + ", " + directory.resolve("safe"));
    assertThat(recording.takes()).extracting(Take::incomplete).containsOnlyNulls();
    assertThat(recording.takes().get(0).statements())
        .extracting(StatementRun::sql)
        .containsExactly("ALTER TABLE orders ADD COLUMN remark text");
    assertThat(recording.takes().get(0).tool().output())
        .contains("Successfully applied 1 migration to schema \"public\", now at version v1");
  }

  @Test
  void aMigrationThatFailsIsToldInFlywaysWords() throws IOException {
    file(
        "db/V1__fails.sql",
        "ALTER TABLE orders ADD COLUMN x int;\nALTER TABLE nowhere ADD a int;\n");
    Path conf = file("flyway.conf", "flyway.baselineOnMigrate=true\nflyway.baselineVersion=0\n");

    run("flyway", directory.resolve("db").toString(), "--runner-config=" + conf, "--takes=facts")
        .exited(3);

    Take facts = recording().takes().get(0);
    assertThat(facts.statements())
        .extracting(StatementRun::sqlState)
        .containsExactly(null, "42P01");
    assertThat(facts.tool().exitCode()).isEqualTo(1);
    assertThat(facts.tool().output())
        .contains("Failed to execute script V1__fails.sql")
        .contains("SQL State  : 42P01");
  }

  /** A changelog in XML that includes YAML and SQL. */
  @Test
  void everyFormOfChangelogIsRead() throws IOException {
    Path changelog =
        file(
            "changelog.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
              <changeSet id="1" author="shop">
                <addColumn tableName="orders"><column name="${column}" type="text"/></addColumn>
              </changeSet>
              <include file="more.yaml" relativeToChangelogFile="true"/>
              <include file="more.sql" relativeToChangelogFile="true"/>
            </databaseChangeLog>
            """);
    file(
        "more.yaml",
        """
        databaseChangeLog:
          - changeSet:
              id: 2
              author: shop
              changes:
                - createIndex:
                    indexName: orders_total
                    tableName: orders
                    columns:
                      - column: { name: total }
          - changeSet:
              id: 3
              author: shop
              context: production
              changes:
                - sql: { sql: SELECT 1/0 }
        """);
    file(
        "more.sql",
        """
        --liquibase formatted sql
        --changeset shop:4 runInTransaction:false
        CREATE INDEX CONCURRENTLY orders_note ON orders (note);
        """);
    Path properties =
        file(
            "liquibase.properties",
            """
            parameter.column: remark
            contexts: test
            databaseChangeLogTableName: applied
            """);

    run(
            "liquibase",
            changelog.toString(),
            "--runner-config=" + properties,
            "--takes=facts,timing:1")
        .exited(4); // without traffic a budget has no measurement

    List<Take> takes = recording().takes();
    assertThat(takes).hasSize(2).extracting(Take::incomplete).containsOnlyNulls();
    assertThat(takes)
        .allSatisfy(
            take ->
                assertThat(take.statements())
                    .extracting(StatementRun::sql)
                    .contains(
                        "ALTER TABLE public.orders ADD remark TEXT",
                        "CREATE INDEX orders_total ON public.orders(total)",
                        "CREATE INDEX CONCURRENTLY orders_note ON orders (note)"));
    assertThatOrdersWereLocked(takes.get(0), LockMode.ACCESS_EXCLUSIVE);
    assertThat(takes.get(0).tool().output()).contains("Update has been successful");
  }

  @Test
  void noDatabaseOfTheConfigurationIsReached() throws Exception {
    try (TakeDatabase other = TestServers.freshDatabase()) {
      Login login = other.login();
      file("db/V1__plain.sql", "CREATE TABLE made (a int);\n");
      Path changelog =
          file(
              "changelog.sql",
              "--liquibase formatted sql\n--changeset shop:1\nCREATE TABLE made (a int);\n");
      Path toml =
          file(
              "flyway.toml",
              """
              [environments.default]
              url = "%1$s"
              user = "%2$s"
              password = "%3$s"
              [flyway]
              url = "%1$s"
              user = "%2$s"
              password = "%3$s"
              baselineOnMigrate = true
              baselineVersion = "0"
              """
                  .formatted(login.jdbcUrl(), login.user(), login.password()));
      Path properties =
          file(
              "liquibase.properties",
              """
              url: %1$s
              username: %2$s
              password: %3$s
              liquibase.command.url: %1$s
              referenceUrl: %1$s
              """
                  .formatted(login.jdbcUrl(), login.user(), login.password()));

      run("flyway", directory.resolve("db").toString(), "--runner-config=" + toml, "--takes=facts");
      assertThat(recording().takes().get(0).statements()).hasSize(1);
      assertThat(Files.readString(directory.resolve("runs/latest/recording.json")))
          .doesNotContain(login.password());
      run("liquibase", changelog.toString(), "--runner-config=" + properties, "--takes=facts");
      assertThat(recording().takes().get(0).statements()).hasSize(1);

      assertThat(tables(other)).isZero();
    }
  }

  private static int tables(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect("test/other");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** By default Flyway holds its lock in a transaction, for which CONCURRENTLY waits. */
  @Test
  void aMigrationThatWaitsForFlywaysOwnLockIsEnded() throws IOException {
    file("db/V1__index.sql", "CREATE INDEX CONCURRENTLY orders_total ON orders (total);\n");
    Path conf = file("flyway.conf", "flyway.baselineOnMigrate=true\nflyway.baselineVersion=0\n");

    run("flyway", directory.resolve("db").toString(), "--runner-config=" + conf, "--takes=facts");

    assertThat(Files.readString(directory.resolve("runs/latest/result.json")))
        .contains("runner-blocks-itself");
  }

  /** Liquibase waits for a lock by sleeping: there is no statement that could be cancelled. */
  @Test
  void aLibraryThatHangsIsEnded() throws IOException {
    Path changelog =
        file(
            "changelog.sql",
            "--liquibase formatted sql\n--changeset shop:1\nCREATE TABLE made (a int);\n");

    runOn(LOCKED, "liquibase", changelog.toString(), "--takes=facts", "--command-timeout=5s")
        .exited(4);

    Take facts = recording().takes().get(0);
    assertThat(facts.incomplete()).isEqualTo("the tool had not ended after 5 s, and was ended");
    assertThat(facts.tool().exitCode()).isNull();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("rehearse-tool-library");
  }

  @Test
  void aLibraryThatIsNotToBeHadIsToldBeforeAnythingStarts() throws IOException {
    Files.createDirectories(directory.resolve("db"));

    assertThat(
            run("flyway", directory.resolve("db").toString(), "--runner-version=9.0.99999")
                .exited(4)
                .err())
        .contains("Flyway org.flywaydb:flyway-core:9.0.99999")
        .contains("is neither in the local maven repository nor to be downloaded")
        .doesNotContain("start postgres");
  }
}
