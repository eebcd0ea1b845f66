package dev.rehearsal.reports.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Golden;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.SchemaCheck;
import dev.rehearsal.reports.recording.SchemaOf;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaTest {

  private static final Path RESOURCES = Path.of("src/main/resources/dev/rehearsal/reports");

  @Test
  void publishedSchemasSayWhatTheRecordsSay() throws Exception {
    Golden.assertEqual(
        RESOURCES.resolve("recording/recording.schema.json"),
        SchemaOf.file(Recording.class, "recording.json", Set.of()));
    Golden.assertEqual(
        RESOURCES.resolve("analysis/result.schema.json"),
        SchemaOf.file(Analysis.class, "result.json", Set.of("Verdict")));
  }

  @Test
  void recordingsKeepToTheirSchemaAndUseAllOfIt() {
    SchemaCheck check = new SchemaCheck(RecordingFile.schema());
    SampleRecordings.all()
        .forEach(
            (name, recording) ->
                assertThat(check.faults(RecordingFile.bytes(recording))).as(name).isEmpty());
    assertThat(check.unused()).isEmpty();
  }

  @Test
  void resultsKeepToTheirSchemaAndUseAllOfIt() {
    SchemaCheck check = new SchemaCheck(ResultFile.schema());
    SampleRecordings.all()
        .forEach(
            (name, recording) ->
                assertThat(check.faults(ResultFile.bytes(Analysis.of(recording, "00"))))
                    .as(name)
                    .isEmpty());
    assertThat(check.unused()).containsExactly("RewriteResult.strongestWork");
  }

  @Test
  void theCheckItselfNoticesWhatIsWrong() {
    SchemaCheck check = new SchemaCheck(RecordingFile.schema());
    String text = new String(RecordingFile.bytes(SampleRecordings.passing()), UTF_8);
    assertThat(check.faults(text.replace("\"seed\": 42", "\"sed\": 42").getBytes(UTF_8)))
        .containsExactly("$ lacks seed", "$ has the unknown sed");
    assertThat(check.faults(text.replace("\"seed\": 42", "\"seed\": \"x\"").getBytes(UTF_8)))
        .containsExactly("$.seed is no integer");
    assertThat(check.faults(text.replace("\"facts\"", "\"fax\"").getBytes(UTF_8)))
        .hasSize(1)
        .first()
        .asString()
        .contains("none of the allowed values");
  }
}
