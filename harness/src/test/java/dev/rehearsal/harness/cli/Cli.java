package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a command line did, run in this process through the same door as the program's own.
 *
 * @param arguments what was typed
 * @param exitCode what the process would have ended with
 * @param out its standard output
 * @param err its standard error
 */
record Cli(List<String> arguments, int exitCode, String out, String err) {

  static Cli launch(String... arguments) {
    return launch(Map.of(), arguments);
  }

  static Cli launch(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false, 80, environment);
    int exitCode = new Main(console, Interruption.none()).execute(arguments);
    return new Cli(
        List.of(arguments),
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  /** Demands an exit code, and shows everything if it was another. */
  Cli exited(int expected) {
    assertThat(exitCode)
        .as("exit code of %s%nstandard output:%n%s%nstandard error:%n%s", arguments, out, err)
        .isEqualTo(expected);
    return this;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
