package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Write the page anew with {@code mvn test -Dtest=LockFactsPageTest -Dgolden.update=true}. */
class LockFactsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/lock-facts.md");

  @Test
  void thePageIsDrawnFromTheTable() throws IOException {
    String page = LockFactsPage.draw(DdlFacts.read());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void theTableHasAtLeastFortyFiveFormsForEachVersion() {
    assertThat(DdlFacts.read().of(14)).hasSizeGreaterThanOrEqualTo(45);
    assertThat(DdlFacts.read().of(16)).hasSizeGreaterThanOrEqualTo(45);
    assertThat(DdlFacts.read().of(18)).hasSizeGreaterThanOrEqualTo(45);
  }
}
