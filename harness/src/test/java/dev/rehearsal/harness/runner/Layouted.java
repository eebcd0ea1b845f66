package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A directory of migrations, written by a test and read as a rehearsal reads it. */
final class Layouted {

  private final Path directory;
  private final Choices choices = new Choices();

  Layouted(Path directory) {
    this.directory = directory;
    choices.choose(Setting.DATA, "test", Setting.SHOP);
    choices.choose(Setting.MIGRATION, "test", List.of(directory));
  }

  Layouted with(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return this;
  }

  <T> Layouted choosing(Setting<T> setting, T value) {
    choices.choose(setting, "test", value);
    return this;
  }

  RehearsalSpec spec() {
    return SpecAssembly.assemble(choices, List.of());
  }

  Migration read() {
    return RunnerReader.read(spec());
  }

  /** Grouping, then each script by its file's name, bookkeeping in parentheses. */
  static List<String> sent(List<Batch> batches) {
    return batches.stream()
        .map(
            batch ->
                batch.grouping().name().toLowerCase(java.util.Locale.ROOT)
                    + batch.scripts().stream()
                        .map(Layouted::sent)
                        .collect(Collectors.joining(" ", " ", "")))
        .toList();
  }

  private static String sent(Script script) {
    return script.bookkeeping()
        ? "(" + script.statements().size() + ")"
        : Path.of(script.path()).getFileName().toString();
  }

  /** Line and text of each statement. */
  static List<String> statements(List<Script> scripts) {
    return scripts.stream()
        .flatMap(script -> script.statements().stream())
        .map(statement -> statement.line() + ": " + statement.sql())
        .toList();
  }
}
