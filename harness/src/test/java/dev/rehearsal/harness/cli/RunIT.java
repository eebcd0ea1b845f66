package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole rehearsals from the command line, on a small database. */
@Alone
class RunIT {

  @TempDir private Path directory;

  private Cli run(String... more) throws IOException {
    Path schema =
        Files.writeString(
            directory.resolve("schema.sql"),
            """
            CREATE TABLE orders (id int PRIMARY KEY, note text);
            INSERT INTO orders SELECT n, CASE WHEN n < 500 THEN 'x' END FROM generate_series(1, 999) n;
            """);
    List<String> line =
        new ArrayList<>(
            List.of(
                "run",
                "--provider=embedded",
                "--schema=" + schema,
                "--work-dir=" + Files.createDirectories(directory.resolve("work")),
                "--out=" + directory.resolve("runs")));
    line.addAll(List.of(more));
    return Cli.launch(line.toArray(String[]::new));
  }

  private String script(String name, String sql) throws IOException {
    return Files.writeString(directory.resolve(name), sql).toString();
  }

  private void assertThatNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.walk(directory.resolve("work"))) {
      assertThat(left.filter(path -> path.getFileName().toString().equals("PG_VERSION"))).isEmpty();
    }
  }

  @Test
  void writesItsResultsAndDrawsThemAgain() throws IOException {
    String migration = script("V1.sql", "ALTER TABLE orders ADD COLUMN status text;\n");
    Cli cli = run(migration, "--takes=facts,timing:1", "--max-stall=1s", "--set=work_mem=5MB");

    Path latest = directory.resolve("runs/latest");
    assertThat(latest.resolve("recording.json")).isRegularFile();
    assertThat(latest.resolve("result.json")).isRegularFile();
    String report = latest.toRealPath().resolve("report.html").toString();
    String verdict = cli.out().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(verdict).endsWith(Path.of(report).getFileName().toString());
    assertThatNothingIsLeft();

    Recording recording = RecordingFile.read(latest.resolve("recording.json"));
    assertThat(recording.request().command())
        .startsWith("rehearse", "run")
        .contains(migration, "--set=work_mem=5MB");
    assertThat(recording.server().settings()).containsEntry("work_mem", "5MB");
    assertThat(cli.err()).contains("facts take").contains("timing take");

    Cli json = Cli.launch("report", latest.toString(), "--format=json").exited(0);
    assertThat(latest.resolve("result.json")).content().isEqualTo(json.out());
    Path html = directory.resolve("again.html");
    Cli.launch("report", latest.toString(), "--output=" + html).exited(0);
    assertThat(html).hasSameBinaryContentAs(latest.resolve("report.html"));
    Cli text = Cli.launch("report", latest.toString()).exited(0);
    assertThat(cli.out()).startsWith(text.out());
  }

  @Test
  void aMigrationThatPostgresRejectsEndsWithThree() throws IOException {
    String migration =
        script("V2.sql", "SELECT 1;\nALTER TABLE orders ALTER COLUMN note SET NOT NULL;\n");
    Cli cli = run(migration, "--progress=none").exited(3);

    assertThat(cli.out()).contains("V2.sql:2").contains("23502");
    assertThat(cli.err()).isEmpty();
    assertThatNothingIsLeft();
  }

  @Test
  void aSchemaThatPostgresRejectsEndsWithThreeAndItsPlace() throws IOException {
    Path broken = Files.writeString(directory.resolve("b.sql"), "SELECT 1;\nCREATE TABEL a ();\n");
    Cli cli = run("--schema=" + broken, script("V1.sql", "SELECT 1;\n")).exited(3);

    assertThat(cli.err()).contains(broken + ":2:").contains("42601");
    assertThat(directory.resolve("runs")).doesNotExist();
    assertThatNothingIsLeft();
  }

  @Test
  void resultsThatCannotBeWrittenDoNotChangeTheVerdict() throws IOException {
    Path occupied = Files.writeString(directory.resolve("file"), "");
    Cli cli =
        run(
            script("V1.sql", "ALTER TABLE orders ADD COLUMN status text;\n"),
            "--takes=facts,timing:1,traffic:1",
            "--out=" + occupied);

    cli.exited(0);
    assertThat(cli.err()).contains(occupied + ": the results could not all be written");
    assertThat(cli.out()).contains("not all results could be written");
  }
}
