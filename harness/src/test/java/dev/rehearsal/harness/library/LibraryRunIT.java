package dev.rehearsal.harness.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.LibrarySpec.Product;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LibraryRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TakeDatabase database = TestServers.freshDatabase();
  private final Queue<String> output = new ConcurrentLinkedQueue<>();

  @TempDir private Path directory;

  @AfterEach
  void drop() {
    database.close();
  }

  private Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private boolean failed(LibrarySpec spec) {
    try (LibraryRun run = LibraryRun.start(spec, database.login(), output::add)) {
      assertThat(run.await(PATIENCE)).isTrue();
      return run.failed();
    }
  }

  private static LibrarySpec flyway(String version, List<Path> files, List<Path> classpath) {
    return new LibrarySpec(Product.FLYWAY, version, files, classpath, null, PATIENCE);
  }

  private static LibrarySpec flyway(Path file) {
    return flyway(Product.FLYWAY.defaultVersion(), List.of(file), List.of());
  }

  private static LibrarySpec liquibase(Path changelog, Path... files) {
    String version = Product.LIQUIBASE.defaultVersion();
    return new LibrarySpec(
        Product.LIQUIBASE, version, List.of(files), List.of(), changelog, PATIENCE);
  }

  private Path conf(String more) throws IOException {
    return file("flyway.conf", "flyway.locations=filesystem:" + directory + "/db\n" + more);
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = database.connect("test/library");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect("test/library");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void anErrorThatIsNoExceptionIsNoSuccess() throws Exception {
    Path classes = Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
    Path conf =
        file(
            "flyway.conf", "flyway.locations=classpath:dev/rehearsal/harness/library/migrations\n");

    assertThat(failed(flyway(Product.FLYWAY.defaultVersion(), List.of(conf), List.of(classes))))
        .isTrue();
    assertThat(output).contains("ERROR: java.lang.AssertionError: the data is not as expected");
  }

  /** It would inherit the environment of this program, and whatever database that names. */
  @ParameterizedTest
  @ValueSource(strings = {"V2__backfill.sh", "R__backfill.bash", "beforeMigrate.sh"})
  void flywayStartsNoOtherProgram(String script) throws IOException {
    file("db/V1__plain.sql", "CREATE TABLE made (a int);\n");
    file("db/" + script, "echo > " + directory + "/reached\n");

    assertThat(failed(flyway(conf("")))).isTrue();

    assertThat(directory.resolve("reached")).doesNotExist();
    assertThat(output).anyMatch(line -> line.startsWith("ERROR: the migration starts another"));
  }

  @Test
  void liquibaseStartsNoOtherProgramAlsoWhereAFailureIsNone() throws IOException {
    Path changelog =
        file(
            "changelog.yaml",
            """
            databaseChangeLog:
              - changeSet:
                  id: 1
                  author: shop
                  failOnError: false
                  changes:
                    - executeCommand:
                        executable: touch
                        args: [ { arg: { value: "%s/reached" } } ]
            """
                .formatted(directory));

    assertThat(failed(liquibase(changelog))).isTrue();

    assertThat(directory.resolve("reached")).doesNotExist();
    assertThat(output).anyMatch(line -> line.startsWith("ERROR: the migration starts another"));
  }

  @Test
  void whatFlywaysUrlSaysOfSessionsCounts() throws Exception {
    execute("CREATE SCHEMA app");
    file("db/V1__plain.sql", "CREATE TABLE made AS SELECT current_setting('lock_timeout') AS a;\n");
    Path conf =
        conf(
            "flyway.url=jdbc:postgresql://prod/shop?currentSchema=app&sslmode=require&user=prod\n"
                + "flyway.jdbcProperties.options=-c lock_timeout=7s\n");

    assertThat(failed(flyway(conf))).as("%s", output).isFalse();

    assertThat(value("SELECT a FROM app.made")).isEqualTo("7s");
    assertThat(value("SELECT count(*) FROM app.flyway_schema_history")).isEqualTo("1");
  }

  @Test
  void whatLiquibasesUrlSaysOfSessionsCounts() throws Exception {
    execute("CREATE SCHEMA app");
    Path changelog =
        file(
            "changelog.sql",
            "--liquibase formatted sql\n--changeset shop:1\n"
                + "CREATE TABLE made AS SELECT current_setting('lock_timeout') AS a;\n");
    Path properties =
        file(
            "liquibase.properties",
            "url=jdbc:postgresql://prod/shop?currentSchema=app&options=-c%20lock_timeout=7s\n");

    assertThat(failed(liquibase(changelog, properties))).as("%s", output).isFalse();

    assertThat(value("SELECT a FROM app.made")).isEqualTo("7s");
    assertThat(value("SELECT count(*) FROM app.databasechangelog")).isEqualTo("1");
  }

  /** Before 10 there is no second artifact. */
  @Test
  void anOldFlywayMigrates() throws Exception {
    file("db/V1__plain.sql", "CREATE TABLE made (a int);\n");
    LibrarySpec old = flyway("9.22.3", List.of(conf("")), List.of());
    try {
      LibraryRun.check(old);
    } catch (Problem noNetwork) {
      assumeTrue(false, noNetwork.getMessage());
    }

    assertThat(failed(old)).as("%s", output).isFalse();
    assertThat(value("SELECT count(*) FROM made")).isEqualTo("0");
  }
}
