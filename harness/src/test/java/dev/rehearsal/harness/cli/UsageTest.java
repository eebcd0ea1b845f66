package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is typed wrong costs a sentence and exit code 2, and no server. */
class UsageTest {

  @TempDir private Path directory;

  private static String refusal(String... arguments) {
    Cli cli = Cli.launch(arguments).exited(2);
    assertThat(cli.out()).isEmpty();
    return cli.err().strip();
  }

  /** A run that would be complete but for these arguments. */
  private String refusalOfRun(String... arguments) throws IOException {
    Path migration = Files.writeString(directory.resolve("V1.sql"), "SELECT 1;\n");
    List<String> line = new java.util.ArrayList<>(List.of("run", "--data", "shop"));
    line.add(migration.toString());
    line.addAll(List.of(arguments));
    return refusal(line.toArray(String[]::new));
  }

  @Test
  void noCommand() {
    assertThat(refusal()).isEqualTo("a command is missing; see rehearse --help");
  }

  @Test
  void unknownCommand() {
    assertThat(refusal("rnu"))
        .isEqualTo("unknown command 'rnu', did you mean run?; see rehearse --help");
  }

  @Test
  void unknownOption() throws IOException {
    assertThat(refusalOfRun("--maxstall=1s"))
        .isEqualTo(
            "unknown option '--maxstall', did you mean --max-stall?; see rehearse run --help");
    assertThat(refusalOfRun("--colour"))
        .isEqualTo("unknown option '--colour', did you mean --color?; see rehearse run --help");
    assertThat(refusalOfRun("--database-url=x"))
        .isEqualTo("unknown option '--database-url'; see rehearse run --help");
  }

  @Test
  void optionWithoutItsValueAndTheLastOfTwo() throws IOException {
    assertThat(refusalOfRun("--max-stall"))
        .contains("--max-stall")
        .endsWith("; see rehearse run --help");
    assertThat(refusalOfRun("--seed=1", "--seed=x")).startsWith("--seed ").endsWith("'x'");
    assertThat(refusalOfRun("--set", "work_mem")).contains("--set").contains("work_mem");
  }

  @Test
  void valuesThatAreNotWhatTheyMustBe() throws IOException {
    assertThat(
            refusalOfRun(
                "--max-stall=10",
                "--max-total=soon",
                "--rows=-5",
                "--takes=everything",
                "--postgres=13",
                "--provider=server",
                "--fail-on=maybe",
                "--port=70000",
                "--seed=one",
                "--keep=0"))
        .isEqualTo(
            """
            --provider must be auto, embedded or container, was 'server'
            --postgres must be a major version from 14 to 18, was '13'
            --port must be a port from 1 to 65535, or 0 for any free one, was '70000'
            --rows must be a number of rows from 1 to 1000000000, was '-5'
            --takes must name some of facts, timing, traffic, drill, rollback, steps, race, each once at most \
            and with a number if you like, such as facts,timing:3,traffic:1, was 'everything'
            --max-stall must have a unit, was '10' (such as 10ms or 10s)
            --max-total must be a duration such as 250ms, 2s or 5m, was 'soon'
            --fail-on must be error, warn or never, was 'maybe'
            --seed must be a 64-bit whole number, was 'one'
            --keep must be a number of rehearsals from 1 to 1000000, was '0'""");
  }

  @Test
  void howToDrawThings() throws IOException {
    assertThat(refusalOfRun("--color=red"))
        .contains("--color")
        .contains("must be one of auto, always, never")
        .contains("'red'");
    assertThat(refusalOfRun("--progress=bars")).contains("must be one of auto, plain, none");
  }

  @Test
  void migrationThatIsNotThere() {
    Path missing = directory.resolve("V9.sql");
    assertThat(refusal("run", "--data", "shop", missing.toString()))
        .startsWith(missing.toString())
        .hasLineCount(1);
    assertThat(refusal("run", "--data", "shop", directory.toString()))
        .startsWith(directory.toString())
        .hasLineCount(1);
  }

  @Test
  void migrationThatIsNotUnderstood() throws IOException {
    Path psql = Files.writeString(directory.resolve("psql.sql"), "SELECT 1;\n\\connect prod\n");
    assertThat(refusal("run", "--data", "shop", psql.toString()))
        .startsWith(psql + ":2:")
        .contains("\\connect");

    Path open = Files.writeString(directory.resolve("open.sql"), "SELECT 1;\nSELECT 'abc;\n");
    assertThat(refusal("run", "--data", "shop", open.toString())).startsWith(open + ":2:");
  }

  @Test
  void nothingToRehearseOn() {
    assertThat(refusal("run"))
        .isEqualTo(
            """
            migration is missing: name the SQL files, or their directory
            data is missing: name a schema and a data file, or the bundled shop""");
  }

  @Test
  void schemaThatCannotBeRead() {
    assertThat(refusal("run", "--schema", directory.toString(), "V1.sql"))
        .isEqualTo("--schema must be a file that can be read, was " + directory);
  }

  @Test
  void configurationWithAnUnknownKey() throws IOException {
    Path config =
        Files.writeString(directory.resolve("nightly.yaml"), "data: shop\nmax_stall: 1s\n");
    assertThat(refusal("run", "--config", config.toString(), "V1.sql"))
        .isEqualTo(config + ":2: max_stall is not a key of this file; did you mean max-stall?");
  }

  @Test
  void configurationThatIsNotThere() {
    assertThat(refusal("run", "--config", directory.resolve("no.yaml").toString(), "V1.sql"))
        .isEqualTo(directory.resolve("no.yaml") + ": there is no such file");
  }

  @Test
  void recordingThatIsNotThereOrNotOne() throws IOException {
    assertThat(refusal("report", directory.resolve("no.json").toString()))
        .isEqualTo(
            directory.resolve("no.json")
                + ": there is no such recording; name a recording.json, or rehearse first");

    Path damaged = Files.writeString(directory.resolve("damaged.json"), "{\"format\": 1, ");
    assertThat(refusal("report", damaged.toString())).startsWith(damaged.toString());
    Path newer =
        Files.writeString(directory.resolve("newer.json"), "{\"format\": 99, \"takes\": []}");
    assertThat(refusal("report", newer.toString())).startsWith(newer.toString()).contains("99");
  }

  @Test
  void namesThatNobodyKnows() {
    assertThat(refusal("explain", "acces", "exclusive"))
        .isEqualTo(
            "'acces exclusive' is neither a finding nor a lock mode; did you mean"
                + " access-exclusive?");
    assertThat(refusal("explain", "entropy"))
        .isEqualTo(
            "'entropy' is neither a finding nor a lock mode; rehearse explain lists what there is");
    assertThat(refusal("demo", "set-notnull"))
        .isEqualTo("'set-notnull' is not a bundled scenario; did you mean set-not-null?");
    assertThat(refusal("schema", "report"))
        .contains("must be one of recording, result, rehearsal, workload");
  }
}
