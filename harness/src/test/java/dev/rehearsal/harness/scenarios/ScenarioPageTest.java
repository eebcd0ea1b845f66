package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenarioPageTest {

  private static final Path REFERENCE = Path.of("../docs/reference");

  @Test
  void theManualSaysWhatTheFoldersSay() throws IOException {
    assertSays("scenarios.md", ScenarioPage.of(Scenarios.all()));
  }

  @Test
  void theManualSaysOfFindingsWhatTheProgramAndTheFoldersSay() throws IOException {
    assertSays("findings.md", FindingsPage.of(Scenarios.all()));
  }

  private static void assertSays(String name, String expected) throws IOException {
    Path page = REFERENCE.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(REFERENCE);
      Files.writeString(page, expected);
    }
    assertThat(Files.exists(page) ? Files.readString(page) : "")
        .as("%s; refresh it with -Dgolden.update", page)
        .isEqualTo(expected);
  }
}
