package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which files a path stands for. */
final class MigrationFiles {
  private MigrationFiles() {}

  /**
   * The file itself, or a directory's own {@code *.sql} files in {@link NaturalOrder}, without
   * hidden ones and without the way back, {@code *.down.sql}.
   *
   * @throws Problem if there is none
   */
  static List<Path> of(Path path) {
    return of(path, name -> !ScriptName.down(name));
  }

  /**
   * The same, with the {@code *.down.sql}; without all others where there is one.
   *
   * @throws Problem if there is none
   */
  static List<Path> ofWayBack(Path path) {
    boolean named =
        Files.isDirectory(path) && names(path).stream().anyMatch(name -> ScriptName.down(name));
    return of(path, name -> !named || ScriptName.down(name));
  }

  private static List<Path> of(Path path, Predicate<String> wanted) {
    if (!Files.exists(path)) {
      throw usage(path, "there is no such file or directory");
    }
    return Files.isDirectory(path) ? inside(path, wanted) : List.of(path);
  }

  private static List<Path> inside(Path directory, Predicate<String> wanted) {
    List<String> names = names(directory);
    List<Path> files =
        names.stream().filter(wanted).sorted(new NaturalOrder()).map(directory::resolve).toList();
    if (files.isEmpty()) {
      throw usage(
          directory,
          names.isEmpty()
              ? "the directory has no *.sql file of its own; name the one that has, or the files"
              : "the directory has only *.down.sql files, the way back; name the file to run one");
    }
    return files;
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry))
          .map(entry -> Objects.toString(entry.getFileName()))
          .filter(name -> !name.startsWith("."))
          .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".sql"))
          .toList();
    } catch (IOException e) {
      throw Faults.unreadable(directory.toString(), e);
    }
  }

  private static Problem usage(Path path, String sentence) {
    return new Problem(Problem.Kind.USAGE, path + ": " + sentence);
  }
}
