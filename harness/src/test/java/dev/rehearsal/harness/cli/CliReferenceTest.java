package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/cli.md} is what {@code --help} prints; {@code -Dgolden.update} rewrites it.
 */
class CliReferenceTest {

  private static final Path REFERENCE = Path.of("..", "docs", "reference", "cli.md");

  private static final List<String> COMMANDS =
      List.of("run", "demo", "report", "watch", "doctor", "explain", "schema");

  @Test
  void theReferenceIsWhatHelpPrints() throws IOException {
    String reference = reference();
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(REFERENCE.getParent());
      Files.writeString(REFERENCE, reference);
    }
    assertThat(REFERENCE).content().isEqualTo(reference);
  }

  @Test
  void everyCommandIsInTheReference() {
    String help = Cli.launch("--help").exited(0).out();
    List<String> listed =
        help.lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .map(line -> line.strip().split(" ")[0])
            .toList();

    assertThat(listed).isEqualTo(COMMANDS);
  }

  private static String reference() {
    StringBuilder text =
        new StringBuilder("# The command line\n\nWhat `--help` prints, kept equal by a test.\n");
    text.append(section("rehearse", "--help"));
    for (String command : COMMANDS) {
      text.append(section("rehearse " + command, command, "--help"));
    }
    return text.toString();
  }

  private static String section(String title, String... arguments) {
    return "\n## " + title + "\n\n```\n" + Cli.launch(arguments).exited(0).out() + "```\n";
  }
}
