package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecAssemblyTest {

  private final Choices choices = new Choices();

  private RehearsalSpec assemble() {
    return SpecAssembly.assemble(choices, List.of("run"));
  }

  @Test
  void fillsInTheDefaults() {
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");

    assertThat(assemble())
        .isEqualTo(
            new RehearsalSpec(
                List.of(Path.of("migrations")),
                false,
                null,
                RunnerSpec.DEFAULT,
                new DatabaseSpec(
                    DatabaseSpec.Provider.AUTO, 18, null, new java.util.TreeMap<>(), 0, null),
                DatasetSpec.ofShop(1_000_000),
                TakesSpec.DEFAULT,
                false,
                WorkloadSpec.DEFAULT,
                DrillSpec.DEFAULT,
                1,
                new Request(
                    List.of("run"), new Budgets(1_000_000_000L, null, null), "error", false)));
  }

  @Test
  void anImageImpliesAContainer() {
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.IMAGE, "--image", "postgres:16");

    assertThat(assemble().database().provider()).isEqualTo(DatabaseSpec.Provider.CONTAINER);
  }

  @Test
  void tellsWhatDoesNotGoTogether(@TempDir Path directory) throws Exception {
    Path workload = Files.writeString(directory.resolve("w.yaml"), "every: 5\n");
    choices.write(Setting.IMAGE, "--image", "postgres:16");
    choices.write(Setting.PROVIDER, "--provider", "embedded");
    choices.write(Setting.ROWS, "--rows", "10");
    choices.write(Setting.SCHEMA, "--schema", directory.toString());
    choices.write(Setting.WORKLOAD, "--workload", workload.toString());

    assertThatThrownBy(this::assemble)
        .isInstanceOf(Problem.class)
        .hasMessage(
            """
            migration is missing: name the SQL files, or their directory
            --image is for containers: leave it out, or choose provider container
            --schema must be a file that can be read, was %s
            --rows is for the bundled shop only
            %s:1: every must have a unit, was '5' (such as 5ms or 5s)"""
                .formatted(directory, workload));
  }

  @Test
  void theShopHasItsOwnSchemaAndOneSize(@TempDir Path directory) throws Exception {
    Path schema = Files.writeString(directory.resolve("schema.sql"), "");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.SCHEMA, "--schema", schema.toString());
    choices.write(Setting.ROWS, "--rows", "10");
    choices.write(Setting.SCALE, "--scale", "2");

    assertThatThrownBy(this::assemble)
        .hasMessage(
            """
            --schema does not go with the bundled shop, which has its own schema
            --scale says the same as rows: give one of them""");
  }

  @Test
  void aCommandNeedsNoFilesAndHasItsOwnTakes() {
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.COMMAND, "--command", "migrate up");

    RehearsalSpec spec = assemble();

    assertThat(spec.runner().tool())
        .isEqualTo(
            new CommandSpec("migrate up", CommandSpec.DATABASE_URL, CommandSpec.DEFAULT_TIMEOUT));
    assertThat(spec.takes()).isEqualTo(TakesSpec.parse("facts,timing:3,traffic:1,race:1"));
  }

  @Test
  void refusesWhatNeedsStatementsOfOurOwnWithACommand() {
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.COMMAND, "--command", "migrate up");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.APPLIED_TO, "--applied-to", "41");
    choices.write(Setting.TAKES, "--takes", "facts,drill");
    choices.write(Setting.REWRITE, "--rewrite", "true");
    choices.write(Setting.ROLLBACK, "--rollback", "down");
    choices.write(Setting.SINGLE_TRANSACTION, "--single-transaction", "true");

    assertThatThrownBy(this::assemble)
        .hasMessageContaining("--takes must name none but facts, timing, traffic and race")
        .hasMessageContaining("--rewrite is for files that this program performs itself")
        .hasMessageContaining("MIGRATION is for files")
        .hasMessageContaining("--applied-to is for files")
        .hasMessageContaining("--rollback is for files")
        .hasMessageContaining("--single-transaction is for files");
  }

  @Test
  void refusesWhatOnlyACommandCanHaveWithoutOne() {
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.URL_ENV, "--url-env", "APP_DB");
    choices.write(Setting.COMMAND_TIMEOUT, "--command-timeout", "5m");
    choices.write(Setting.TAKES, "--takes", "facts,race");

    assertThatThrownBy(this::assemble)
        .hasMessageContaining("--url-env is for a command")
        .hasMessageContaining("--command-timeout is for a command")
        .hasMessageContaining("--takes must not name race without a command");
  }

  private void inProcess(String runner) {
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.RUNNER, "--runner", runner);
    choices.write(Setting.IN_PROCESS, "--in-process", "true");
  }

  @Test
  void aToolInProcessHasItsVersionAndItsFiles(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("my.toml"), "");
    inProcess("flyway");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of(directory.toString()));
    choices.writePaths(Setting.RUNNER_CONFIG, "--runner-config", List.of(file.toString()));
    choices.write(Setting.COMMAND_TIMEOUT, "--command-timeout", "5m");

    RehearsalSpec spec = assemble();

    assertThat(spec.runner().tool())
        .isEqualTo(
            new LibrarySpec(
                LibrarySpec.Product.FLYWAY,
                "11.20.3",
                List.of(file),
                List.of(),
                directory,
                java.time.Duration.ofMinutes(5)));
    assertThat(spec.runner().tool().label())
        .isEqualTo("Flyway 11.20.3 in process, " + file + ", " + directory);
    assertThat(spec.takes()).isEqualTo(TakesSpec.OF_A_TOOL);
  }

  @Test
  void whatItReadsByItselfIsFoundWithoutBeingNamed(@TempDir Path directory) throws Exception {
    for (String name :
        List.of("flyway.toml", "flyway.conf", "flyway.user.toml", "conf/flyway.user.toml")) {
      Files.createDirectories(directory.resolve("conf"));
      Files.writeString(directory.resolve(name), "");
    }

    assertThat(LibrarySpec.Product.FLYWAY.configuration(directory))
        .containsExactly(
            directory.resolve("conf/flyway.user.toml"),
            directory.resolve("flyway.toml"),
            directory.resolve("flyway.user.toml"));
    assertThat(LibrarySpec.Product.LIQUIBASE.configuration(directory)).isEmpty();
  }

  @Test
  void refusesWhatDoesNotGoInProcess(@TempDir Path directory) {
    inProcess("flyway");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of(directory + "/none"));
    choices.write(Setting.TAKES, "--takes", "facts,drill");
    choices.write(Setting.REWRITE, "--rewrite", "true");
    choices.write(Setting.URL_ENV, "--url-env", "APP_DB");
    choices.write(Setting.RUNNER_VERSION, "--runner-version", "../../x");
    choices.writePaths(Setting.RUNNER_CONFIG, "--runner-config", List.of(directory + "/none.toml"));
    choices.writePaths(
        Setting.RUNNER_CLASSPATH, "--runner-classpath", List.of(directory + "/none.jar"));

    assertThatThrownBy(this::assemble)
        .hasMessageContaining("MIGRATION must be a directory, was")
        .hasMessageContaining(
            "--takes must name none but facts, timing, traffic and race in process")
        .hasMessageContaining("--rewrite is for files that this program performs itself")
        .hasMessageContaining("--url-env is for a command")
        .hasMessageContaining("--runner-version must be a version, such as 11.20.3, was '../../x'")
        .hasMessageContaining("--runner-config must be a file that can be read")
        .hasMessageContaining("--runner-classpath must be a jar or a directory");
  }

  @Test
  void onlyJavasToolsRunInProcess() {
    inProcess("prisma");

    assertThatThrownBy(this::assemble)
        .hasMessage(
            "--in-process is for runner flyway or liquibase: name one of them, or give the tool's"
                + " command");
  }

  @Test
  void refusesWhatOnlyAToolInProcessCanHaveWithoutOne() {
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.RUNNER_VERSION, "--runner-version", "11.20.3");
    choices.writePaths(Setting.RUNNER_CONFIG, "--runner-config", List.of("x.toml"));

    assertThatThrownBy(this::assemble)
        .hasMessageContaining("--runner-version is for a tool in process")
        .hasMessageContaining("--runner-config is for a tool in process");
  }

  private RehearsalSpec assembleOver(Choices file) {
    return SpecAssembly.assemble(choices.or(file), List.of("run"));
  }

  private static Choices fileOfAToolInProcess() {
    Choices file = new Choices();
    file.write(Setting.DATA, "rehearsal.yaml:1: data", "shop");
    file.write(Setting.RUNNER, "rehearsal.yaml:2: runner", "flyway");
    file.write(Setting.IN_PROCESS, "rehearsal.yaml:3: in-process", "true");
    file.writePaths(Setting.RUNNER_CONFIG, "rehearsal.yaml:4: runner-config", List.of("x.toml"));
    file.write(Setting.RUNNER_VERSION, "rehearsal.yaml:5: runner-version", "10.0.0");
    file.write(Setting.COMMAND_TIMEOUT, "rehearsal.yaml:6: command-timeout", "5m");
    file.writePaths(Setting.MIGRATION, "rehearsal.yaml:7: migration", List.of("of-the-file"));
    return file;
  }

  @Test
  void aCommandOnTheCommandLineOverrulesAToolInProcessOfTheFile() {
    choices.write(Setting.COMMAND, "--command", "flyway migrate");

    assertThat(assembleOver(fileOfAToolInProcess()).runner().tool())
        .isEqualTo(
            new CommandSpec("flyway migrate", "DATABASE_URL", java.time.Duration.ofMinutes(5)));
  }

  @Test
  void noToolInProcessOnTheCommandLineOverrulesOneOfTheFile() {
    choices.write(Setting.IN_PROCESS, "--no-in-process", "false");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("db"));

    RehearsalSpec spec = assembleOver(fileOfAToolInProcess());
    assertThat(spec.runner().tool()).isNull();
    assertThat(spec.migration()).containsExactly(Path.of("db"));
  }

  @Test
  void aToolInProcessOnTheCommandLineOverrulesACommandOfTheFile(@TempDir Path directory) {
    Choices file = new Choices();
    file.write(Setting.COMMAND, "rehearsal.yaml:1: command", "flyway migrate");
    file.write(Setting.URL_ENV, "rehearsal.yaml:2: url-env", "APP_DB");
    inProcess("flyway");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of(directory.toString()));

    assertThat(assembleOver(file).runner().tool()).isInstanceOf(LibrarySpec.class);
  }

  @Test
  void bothOnTheCommandLineExcludeEachOther() {
    inProcess("flyway");
    choices.write(Setting.COMMAND, "--command", "flyway migrate");

    assertThatThrownBy(() -> assembleOver(fileOfAToolInProcess()))
        .hasMessageContaining("--in-process is another way than a command: give one of them");
  }

  @Test
  void aTimeoutIsForBothWaysToRunATool() {
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of("migrations"));
    choices.write(Setting.DATA, "--data", "shop");
    choices.write(Setting.COMMAND_TIMEOUT, "--command-timeout", "5m");

    assertThatThrownBy(this::assemble)
        .hasMessage(
            "--command-timeout is for a command, or a tool in process: leave it out, or give one");
  }

  @Test
  void aVersionThatIsTooOldInProcessIsRefused(@TempDir Path directory) {
    inProcess("flyway");
    choices.writePaths(Setting.MIGRATION, "MIGRATION", List.of(directory.toString()));
    choices.write(Setting.RUNNER_VERSION, "--runner-version", "6.5.7");

    assertThatThrownBy(this::assemble)
        .hasMessage(
            "--runner-version must be at least 7.4.0 of Flyway in process, was 6.5.7: name a newer"
                + " one, or give its command");
  }
}
