package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** The keys of {@code rehearsal.yaml} are the options of {@code run}, no more and no fewer. */
class OptionsMirrorSettingsTest {

  /** What belongs to one call and not to a project. */
  private static final Set<String> OF_THE_CALL =
      Set.of("config", "color", "progress", "help", "version");

  @Test
  void everySettingHasItsOption() {
    Set<String> keys = Setting.ALL.stream().map(Setting::key).collect(Collectors.toSet());
    Set<String> options = new HashSet<>(optionsOf("run"));
    options.removeAll(OF_THE_CALL);
    options.add("migration");

    assertThat(options).isEqualTo(keys);
  }

  @Test
  void everyOptionReachesTheSpecification() {
    // A misspelt key in an option's name would leave its value unread: FlagChoices looks by key.
    Cli cli =
        Cli.launch(
            Map.of(),
            "run",
            "V1.sql",
            "--data=shop",
            "--takes=x",
            "--drill=x",
            "--rollback=",
            "--postgres=x",
            "--provider=x",
            "--port=x",
            "--rows=x",
            "--scale=x",
            "--max-stall=x",
            "--max-statement=x",
            "--max-total=x",
            "--fail-on=x",
            "--seed=x",
            "--keep=x",
            "--image=",
            "--work-dir=",
            "--schema=",
            "--prepare=",
            "--workload=",
            "--out=");

    assertThat(cli.exited(2).err().lines().map(line -> line.split(" ")[0]).toList())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "--takes",
                "--drill",
                "--rollback",
                "--postgres",
                "--provider",
                "--port",
                "--rows",
                "--scale",
                "--max-stall",
                "--max-statement",
                "--max-total",
                "--fail-on",
                "--seed",
                "--keep",
                "--image",
                "--work-dir",
                "--schema",
                "--prepare",
                "--workload",
                "--out"));
  }

  private static Set<String> optionsOf(String command) {
    Console console = new Console(System.out, System.err, false, false, 80, Map.of());
    Interruption never = Interruption.none();
    CommandSpec spec =
        new Main(console, never)
            .commandLine(new Failures(console.err(), never))
            .getSubcommands()
            .get(command)
            .getCommandSpec();
    return spec.options().stream()
        .map(option -> option.longestName().substring(2))
        .collect(Collectors.toSet());
  }
}
