package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.cli.Console.ColorMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private static boolean coloured(ColorMode mode, boolean terminal, String... environment) {
    Map<String, String> variables =
        environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]);
    return new Console(System.out, System.err, terminal, false, 80, variables).coloured(mode);
  }

  @Test
  void coloursATerminalOnly() {
    assertThat(coloured(ColorMode.AUTO, true)).isTrue();
    assertThat(coloured(ColorMode.AUTO, false)).isFalse();
  }

  @Test
  void honoursNoColorUnlessItIsEmpty() {
    assertThat(coloured(ColorMode.AUTO, true, "NO_COLOR", "1")).isFalse();
    assertThat(coloured(ColorMode.AUTO, true, "NO_COLOR", "")).isTrue();
    assertThat(coloured(ColorMode.AUTO, true, "TERM", "dumb")).isFalse();
  }

  @Test
  void theFlagCountsBeforeEverything() {
    assertThat(coloured(ColorMode.ALWAYS, false, "NO_COLOR", "1")).isTrue();
    assertThat(coloured(ColorMode.NEVER, true)).isFalse();
  }
}
