package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenarioPageTest {

  private static final Path PAGE = Path.of("../docs/reference/scenarios.md");

  @Test
  void theManualSaysWhatTheFoldersSay() throws IOException {
    String expected = ScenarioPage.of(Scenarios.all());
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("%s; refresh it with -Dgolden.update", PAGE)
        .isEqualTo(expected);
  }
}
