package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final String SHA = "9f3c2ab0";

  @TempDir private Path root;

  private Path run(int hour) throws IOException {
    Path run = new Runs(root).create(NOON.plusSeconds(3600L * hour), SHA);
    Runs.write(run, Runs.RECORDING, new byte[] {'{', '}'});
    return run;
  }

  @Test
  void aRunIsCalledAfterItsStartAndItsContent() throws IOException {
    assertThat(run(0)).isEqualTo(root.resolve("20260301T120000Z-9f3c2a")).isDirectory();
  }

  @Test
  void writingLeavesNothingButTheFile() throws IOException {
    Path run = run(0);
    Runs.write(run, Runs.RECORDING, new byte[] {'1'});

    assertThat(run.resolve(Runs.RECORDING)).hasContent("1");
    assertThat(names(run)).containsExactly(Runs.RECORDING);
  }

  @Test
  void latestLeadsToTheNewest() throws IOException {
    Runs runs = new Runs(root);
    runs.pointLatestAt(run(0));
    runs.pointLatestAt(run(1));

    Path latest = root.resolve(Runs.LATEST);
    assertThat(Files.isSymbolicLink(latest)).isTrue();
    assertThat(latest.toRealPath()).isEqualTo(root.toRealPath().resolve("20260301T130000Z-9f3c2a"));
    assertThat(names(root)).hasSize(3);
  }

  @Test
  void somebodyElsesLatestIsNotTouched() throws IOException {
    Files.createDirectories(root.resolve(Runs.LATEST).resolve("theirs"));
    Path run = run(0);

    assertThatThrownBy(() -> new Runs(root).pointLatestAt(run)).isInstanceOf(IOException.class);
    assertThat(root.resolve(Runs.LATEST).resolve("theirs")).isDirectory();
  }

  @Test
  void keepsTheNewestAndWhateverIsNotOurs() throws IOException {
    for (int hour = 0; hour < 5; hour++) {
      run(hour);
    }
    Files.writeString(run(1).resolve("notes.txt"), "approved");
    Files.createDirectories(root.resolve("20260101T000000Z"));
    Files.writeString(root.resolve("20250101T000000Z-aaaaaa"), "a file");

    new Runs(root).keep(2);

    assertThat(names(root))
        .containsExactly(
            "20250101T000000Z-aaaaaa",
            "20260101T000000Z",
            "20260301T130000Z-9f3c2a",
            "20260301T150000Z-9f3c2a",
            "20260301T160000Z-9f3c2a");
    assertThat(names(root.resolve("20260301T130000Z-9f3c2a"))).containsExactly("notes.txt");
  }

  private static Stream<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList().stream();
    }
  }
}
