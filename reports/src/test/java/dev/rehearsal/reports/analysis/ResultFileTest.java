package dev.rehearsal.reports.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.UnreadableFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() throws Exception {
    Path file = directory.resolve("result.json");
    for (var recording : SampleRecordings.all().values()) {
      Analysis analysis = Analysis.of(recording, "00");
      ResultFile.write(analysis, file);
      assertThat(ResultFile.read(file)).isEqualTo(analysis);
    }
  }

  @Test
  void usesTheNamesOfTheFileContract() {
    String json =
        new String(ResultFile.bytes(Analysis.of(SampleRecordings.convoy(), "ab12")), UTF_8);
    assertThat(json)
        .startsWith(
            "{\n  \"format\": 1,\n  \"recordingSha256\": \"ab12\",\n  \"verdict\": \"FAIL\"")
        .contains(
            "\"exitCode\": 1",
            "\"severity\": \"error\"",
            "\"strongestLock\"",
            "\"heldNanos\"",
            "\"elapsedNanos\"",
            "\"workUnderLock\"",
            "\"stalls\"",
            "\"median\"",
            "\"victims\"",
            "\"waitedNanos\"",
            "\"convoy\": true");
  }

  @Test
  void refusesARecording() {
    Path file = directory.resolve("recording.json");
    assertThatThrownBy(
            () -> {
              RecordingFile.write(SampleRecordings.empty(), file);
              ResultFile.read(file);
            })
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("a result.json has");
  }
}
