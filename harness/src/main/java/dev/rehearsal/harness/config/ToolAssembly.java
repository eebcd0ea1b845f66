package dev.rehearsal.harness.config;

import dev.rehearsal.reports.recording.TakeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how the migration tool itself is to be run, and refuses what does not go with that. */
final class ToolAssembly {

  /** Where the tool would run by itself, and where it does. */
  private static final Path WORKING_DIRECTORY = Path.of("");

  private static final List<Setting<?>> IN_PROCESS_ONLY =
      List.of(Setting.RUNNER_CONFIG, Setting.RUNNER_CLASSPATH, Setting.RUNNER_VERSION);

  private final Choices choices;

  ToolAssembly(Choices choices) {
    this.choices = choices;
  }

  /** What of a file no longer counts where the command line has another way to run the tool. */
  static Set<Setting<?>> overruled(Choices file, Choices line) {
    boolean command = line.get(Setting.COMMAND).isPresent();
    Optional<Boolean> inProcess = line.get(Setting.IN_PROCESS);
    Set<Setting<?>> overruled = new HashSet<>();
    if (inProcess.orElse(false)) {
      overruled.addAll(List.of(Setting.COMMAND, Setting.URL_ENV));
    }
    if (command || !inProcess.orElse(true)) {
      overruled.add(Setting.IN_PROCESS);
      overruled.addAll(IN_PROCESS_ONLY);
    }
    if (command && file.get(Setting.IN_PROCESS).orElse(false)) {
      overruled.add(Setting.MIGRATION); // which the command knows by itself
    }
    if (!command && !inProcess.orElse(true) && file.get(Setting.COMMAND).isEmpty()) {
      overruled.add(Setting.COMMAND_TIMEOUT);
    }
    return overruled;
  }

  /** Null where this program performs the migration itself. */
  ToolSpec tool() {
    boolean inProcess = choices.get(Setting.IN_PROCESS).orElse(false);
    Optional<String> line = choices.get(Setting.COMMAND);
    if (line.isEmpty()) {
      needs(Setting.URL_ENV, "a command");
    }
    if (!inProcess) {
      for (Setting<?> setting : IN_PROCESS_ONLY) {
        needs(setting, "a tool in process");
      }
    }
    if (inProcess && line.isPresent()) {
      choices.fault(
          choices.place(Setting.IN_PROCESS), "is another way than a command: give one of them");
      return null;
    }
    if (inProcess) {
      return library();
    }
    return line.isPresent() ? command(line.get()) : none();
  }

  private ToolSpec none() {
    needs(Setting.COMMAND_TIMEOUT, "a command, or a tool in process");
    choices
        .get(Setting.TAKES)
        .filter(takes -> takes.of(TakeKind.RACE) > 0)
        .ifPresent(
            takes ->
                choices.fault(
                    choices.place(Setting.TAKES),
                    "must not name race without a command: only the tool itself knows whether"
                        + " another is at work"));
    return null;
  }

  private CommandSpec command(String line) {
    onlyOfATool("with a command", "the command");
    without(
        Setting.MIGRATION,
        !choices.get(Setting.MIGRATION).orElse(List.of()).isEmpty(),
        "the command");
    return new CommandSpec(
        line, choices.get(Setting.URL_ENV).orElse(CommandSpec.DATABASE_URL), timeout());
  }

  private LibrarySpec library() {
    onlyOfATool("in process", "in-process");
    LibrarySpec.Product product =
        choices.get(Setting.RUNNER).flatMap(LibrarySpec.Product::of).orElse(null);
    if (product == null) {
      choices.fault(
          choices.place(Setting.IN_PROCESS),
          "is for runner flyway or liquibase: name one of them, or give the tool's command");
      return null;
    }
    List<Path> files =
        choices
            .get(Setting.RUNNER_CONFIG)
            .orElseGet(() -> product.configuration(WORKING_DIRECTORY));
    there(Setting.RUNNER_CONFIG, files, "a file that can be read", Files::isRegularFile);
    List<Path> classpath = choices.get(Setting.RUNNER_CLASSPATH).orElse(List.of());
    there(Setting.RUNNER_CLASSPATH, classpath, "a jar or a directory", Files::exists);
    String version = choices.get(Setting.RUNNER_VERSION).orElse(product.defaultVersion());
    if (ToolVersion.of(version).compareTo(ToolVersion.of(product.oldestVersion())) < 0) {
      choices.fault(
          choices.place(Setting.RUNNER_VERSION),
          "must be at least %s of %s in process, was %s: name a newer one, or give its command"
              .formatted(product.oldestVersion(), product.title(), version));
    }
    return new LibrarySpec(
        product, version, files, classpath, migrations(product, files), timeout());
  }

  private Path migrations(LibrarySpec.Product product, List<Path> configuration) {
    List<Path> named = choices.get(Setting.MIGRATION).orElse(List.of());
    String place = choices.place(Setting.MIGRATION);
    boolean flyway = product == LibrarySpec.Product.FLYWAY;
    String what = flyway ? "Flyway's directory" : "Liquibase's changelog";
    if (named.size() > 1) {
      choices.fault(place, "must be one path, " + what + ", was " + named);
    } else if (named.isEmpty() && configuration.isEmpty()) {
      choices.fault(
          place, "is missing: name " + what + ", or a configuration that does, with runner-config");
    } else if (named.size() == 1 && flyway && !Files.isDirectory(named.get(0))) {
      choices.fault(place, "must be a directory, was " + named.get(0));
    }
    return named.isEmpty() ? null : named.get(0);
  }

  private void there(
      Setting<?> setting, List<Path> paths, String what, java.util.function.Predicate<Path> is) {
    for (Path path : paths) {
      if (!is.test(path)) {
        choices.fault(choices.place(setting), "must be " + what + ", was " + path);
      }
    }
  }

  private Duration timeout() {
    return choices.get(Setting.COMMAND_TIMEOUT).orElse(CommandSpec.DEFAULT_TIMEOUT);
  }

  /** Refuses what needs statements that this program sends. */
  private void onlyOfATool(String how, String instead) {
    choices
        .get(Setting.TAKES)
        .filter(
            takes -> !TakesSpec.OF_A_TOOL.counts().keySet().containsAll(takes.counts().keySet()))
        .ifPresent(
            takes ->
                choices.fault(
                    choices.place(Setting.TAKES),
                    "must name none but facts, timing, traffic and race "
                        + how
                        + ": for the others this program has to send the statements itself"));
    for (Setting<?> setting :
        List.of(
            Setting.APPLIED_TO, Setting.FROM, Setting.TO, Setting.ALL_VERSIONS, Setting.ROLLBACK)) {
      without(setting, choices.get(setting).isPresent(), instead);
    }
    for (Setting<Boolean> setting : List.of(Setting.SINGLE_TRANSACTION, Setting.REWRITE)) {
      without(setting, choices.get(setting).orElse(false), instead);
    }
  }

  private void needs(Setting<?> setting, String what) {
    if (choices.get(setting).isPresent()) {
      choices.fault(choices.place(setting), "is for " + what + ": leave it out, or give one");
    }
  }

  private void without(Setting<?> setting, boolean chosen, String instead) {
    if (chosen) {
      choices.fault(
          choices.place(setting),
          "is for files that this program performs itself: leave it out, or " + instead);
    }
  }
}
