package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * However a statement is wrapped or named, the findings are about what it does and name the tables
 * that it does it to.
 */
class CannotBeFooledIT {

  private static final String PREPARATION = resource("disguises.sql");

  private static final List<Disguise> DISGUISES =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build()
          .readValue(resource("disguises.yaml"), new TypeReference<List<Disguise>>() {});

  @TempDir Path directory;

  /**
   * A migration and what it must be found to do.
   *
   * @param findings by name, the relations concerned, over all statements
   */
  record Disguise(String name, String sql, Map<String, List<String>> findings) {}

  @TestFactory
  Stream<DynamicContainer> findsWhatIsDoneAndToWhom() {
    return Stream.of(14, 16, 18)
        .map(
            major ->
                dynamicContainer(
                    "Postgres " + major,
                    DISGUISES.stream()
                        .map(each -> dynamicTest(each.name(), () -> check(each, major)))));
  }

  private void check(Disguise disguise, int major) throws IOException {
    RehearsedScenario rehearsed =
        RehearsedScenario.of(scenario(disguise), Form.CONTROL, major, "facts", directory);

    SortedMap<String, List<String>> found =
        rehearsed.analysis().findings().stream()
            .collect(
                Collectors.groupingBy(
                    finding -> finding.name(),
                    TreeMap::new,
                    Collectors.mapping(
                        finding -> String.valueOf(finding.relation()), Collectors.toList())));
    found.values().forEach(relations -> relations.sort(null));
    assertThat(found).isEqualTo(disguise.findings());
  }

  /** One name for all of them, so that the preparation is made once for each version. */
  private static Scenario scenario(Disguise disguise) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("rehearsal.yaml", "data: shop\nprepare: prepare.sql\n");
    files.put("prepare.sql", PREPARATION);
    files.put("control/disguise.sql", disguise.sql());
    return new Scenario("disguises", "Disguises", "", files);
  }

  private static String resource(String name) {
    try (InputStream in = CannotBeFooledIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
