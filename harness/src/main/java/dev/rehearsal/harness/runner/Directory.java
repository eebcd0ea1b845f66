package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of migrations, named in messages as the user named it; or one of its files.
 *
 * @param path as the user named it
 * @param only the file that the user named, or null if it is the whole directory
 */
record Directory(Path path, String only) {

  /** The whole directory. */
  Directory(Path path) {
    this(path, null);
  }

  /** What the user named, a directory or a file. */
  static Directory of(Path path) {
    if (Files.isDirectory(path)) {
      return new Directory(path);
    }
    Path parent = path.getParent();
    return new Directory(parent == null ? Path.of("") : parent, String.valueOf(path.getFileName()));
  }

  /** Whether it is a single file. */
  boolean isFile() {
    return only != null;
  }

  /** Names of its own files, sorted, without hidden ones. */
  List<String> files() {
    return only == null ? names(entry -> !Files.isDirectory(entry)) : List.of(only);
  }

  /** Its own {@code *.sql} files. */
  List<String> sqlFiles() {
    return files().stream().filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".sql")).toList();
  }

  /** Names of its subdirectories, sorted, without hidden ones. */
  List<String> directories() {
    return names(Files::isDirectory);
  }

  /** Names of its subdirectories that have such a file, sorted. */
  List<String> directoriesWith(String file) {
    return directories().stream().filter(name -> has(name + "/" + file)).toList();
  }

  /**
   * Its own files and those of its subdirectories, by their path within it, sorted; none if it is
   * not there.
   */
  List<String> tree() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Problem(
          Problem.Kind.USAGE, path + ": the directory cannot be read: " + e.getMessage(), e);
    }
  }

  boolean has(String file) {
    return (only == null || only.equals(file)) && Files.isRegularFile(path.resolve(file));
  }

  /**
   * @throws Problem if it cannot be read
   */
  ScriptText text(String file) {
    return ScriptText.read(path.resolve(file));
  }

  /** The directory within it, or itself if there is none. */
  Directory orBelow(String name) {
    return Files.isDirectory(path.resolve(name)) ? new Directory(path.resolve(name)) : this;
  }

  /** The first of its SQL files in which the pattern is found, or null. */
  String fileWith(Pattern pattern) {
    return sqlFiles().stream()
        .filter(file -> pattern.matcher(text(file).text()).find())
        .findFirst()
        .orElse(null);
  }

  Problem problem(String sentence) {
    Path named = only == null ? path : path.resolve(only);
    return new Problem(Problem.Kind.USAGE, named + ": " + sentence);
  }

  Problem problem(String file, int line, String sentence) {
    return new Problem(Problem.Kind.USAGE, path.resolve(file) + ":" + line + ": " + sentence);
  }

  private List<String> names(Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(wanted)
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.USAGE, path + ": the directory cannot be read: " + e.getMessage(), e);
    }
  }
}
