package dev.rehearsal.reports.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() throws Exception {
    for (Recording recording : SampleRecordings.all().values()) {
      Path file = directory.resolve("recording.json");
      RecordingFile.write(recording, file);
      assertThat(RecordingFile.read(file)).isEqualTo(recording);
    }
  }

  @Test
  void writesTheSameBytesInEveryLocale() {
    byte[] before = RecordingFile.bytes(SampleRecordings.failing());
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(RecordingFile.bytes(SampleRecordings.failing())).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void usesTheNamesOfTheFileContract() {
    String json = text(SampleRecordings.failing());
    assertThat(json)
        .startsWith("{\n  \"format\": 1,\n  \"tool\": {\n    \"name\": \"rehearse\"")
        .endsWith("}\n")
        .doesNotContain("\r", "null,", "acquired")
        .contains(
            "\"startedAt\": \"2026-11-22T08:30:00Z\"",
            "\"kind\": \"facts\"",
            "\"mode\": \"ACCESS EXCLUSIVE\"",
            "\"new\": true",
            "\"known\": \"exact\"",
            "\"end\": \"commit\"",
            "\"outcome\": \"ok\"");
  }

  @Test
  void ignoresPropertiesItDoesNotKnow() {
    String json = text(SampleRecordings.passing()).replaceFirst("\\{", "{ \"weather\": [1, {}],");
    assertThat(read(json)).isEqualTo(SampleRecordings.passing());
  }

  @Test
  void readsAListThatAnOlderProgramDidNotWriteAsEmpty() {
    Recording recording = SampleRecordings.recording("1s", List.of(TakeBuilder.facts().build()));
    String json =
        text(recording).replace("\"phases\": [],", "").replace("\"waits\": []", "\"x\": 1");
    assertThat(read(json)).isEqualTo(recording);
  }

  @Test
  void whatWasNotComparedIsNotReadAsAlike() {
    Rewrite rewrite = new Rewrite(List.of(), List.of(), 1, List.of(), null, List.of());
    Recording recording = SampleRecordings.passing().withRewrite(rewrite);
    assertThat(read(text(recording)).rewrite().differences()).isNull();
    assertThat(read(text(recording)).rewrite().sameEnd()).isFalse();
  }

  @Test
  void refusesANewerFormat() {
    String json = text(SampleRecordings.passing()).replace("\"format\": 1", "\"format\": 7");
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("r.json: ")
        .hasMessageContaining("format 7")
        .hasMessageContaining("newer rehearse");
  }

  @Test
  void refusesWhatIsNotARecording() {
    for (String content :
        List.of("", "[]", "null", "{}", "{\"format\": 1}", "no json", "{\"format\":")) {
      assertThatThrownBy(() -> read(content))
          .as(content)
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageStartingWith("r.json: ");
    }
  }

  @Test
  void namesThePlaceOfAValueThatCannotBe() {
    String json = text(SampleRecordings.passing()).replace("ACCESS EXCLUSIVE", "TOTAL");
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("TOTAL")
        .hasMessageContaining("ACCESS SHARE");
  }

  @Test
  void damagedFilesAreRefusedOrReadButNeverCrash() {
    byte[] whole = RecordingFile.bytes(SampleRecordings.hostile());
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 1 + random.nextInt(3); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        RecordingFile.read(damaged, "r.json");
      } catch (UnreadableFileException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void hashesAsSha256sumDoes() throws Exception {
    Path file = Files.writeString(directory.resolve("abc"), "abc");
    assertThat(RecordingFile.sha256(Files.readAllBytes(file)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static Recording read(String json) {
    return RecordingFile.read(json.getBytes(UTF_8), "r.json");
  }

  private static String text(Recording recording) {
    return new String(RecordingFile.bytes(recording), UTF_8);
  }
}
