package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What documents and schemas say about configuration files is what the program reads. */
class ConfigurationDocumentTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  private static List<String> examples(String document) throws IOException {
    String text = Files.readString(Path.of("..").resolve(document));
    return EXAMPLE.matcher(text).results().map(block -> block.group(1)).toList();
  }

  @Test
  void theExamplesAreUnderstood() throws IOException {
    List<String> examples = examples("docs/reference/configuration.md");
    RehearsalFile.read(Path.of("rehearsal.yaml"), examples.get(0)).throwIfFaulty();
    WorkloadSpec workload = WorkloadFile.read("workload.yaml", examples.get(1));

    assertThat(workload.probes()).hasSize(1);
    assertThat(workload.every()).isEqualTo(WorkloadSpec.DEFAULT.every());
    assertThat(workload.timeout()).isEqualTo(WorkloadSpec.DEFAULT.timeout());
    assertThat(workload.settle()).isEqualTo(WorkloadSpec.DEFAULT.settle());
    assertThat(workload.baseline()).isEqualTo(WorkloadSpec.DEFAULT.baseline());
    assertThat(workload.drain()).isEqualTo(WorkloadSpec.DEFAULT.drain());
    assertThat(examples).hasSize(2);
  }

  @Test
  void theReadmesExampleIsUnderstood() throws IOException {
    RehearsalFile.read(Path.of("rehearsal.yaml"), examples("README.md").get(0)).throwIfFaulty();
  }

  @Test
  void theSchemaHasTheKeysThatTheFileHas() {
    JsonNode properties = JsonMapper.shared().readTree(Schemas.rehearsal()).get("properties");

    assertThat(properties.propertyNames())
        .containsExactlyElementsOf(Setting.ALL.stream().<String>map(Setting::key).toList());
  }

  @Test
  void theWorkloadsSchemaHasTheKeysThatTheFileHas() {
    JsonNode schema = JsonMapper.shared().readTree(Schemas.workload());

    assertThat(WorkloadFile.KEYS)
        .containsExactlyElementsOf(schema.get("properties").propertyNames());
    assertThat(WorkloadFile.PHASES)
        .containsExactlyElementsOf(schema.at("/properties/phases/properties").propertyNames());
    assertThat(WorkloadFile.PROBE_KEYS)
        .containsExactlyElementsOf(
            schema.at("/properties/probes/items/properties").propertyNames());
  }
}
