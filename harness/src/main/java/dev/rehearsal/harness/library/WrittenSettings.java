package dev.rehearsal.harness.library;

import dev.rehearsal.harness.config.KeyedFile;
import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tool's configuration files as they are, and how the tools write their keys. */
final class WrittenSettings {

  private static final long LARGEST_BYTES = 1 << 20;

  private WrittenSettings() {}

  /**
   * Reads files, a later one before an earlier one.
   *
   * @throws Problem if one cannot be read or understood
   */
  static SortedMap<String, String> of(List<Path> files) {
    SortedMap<String, String> written = new TreeMap<>();
    for (Path file : files) {
      written.putAll(KeyedFile.read(file.toString(), text(file)));
    }
    return written;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new Problem(Problem.Kind.USAGE, file + ": is larger than 1 MB; name another file");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Problem(Problem.Kind.USAGE, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the keys of the environment begin with that Flyway is to use. */
  static String flywayEnvironment(SortedMap<String, String> written) {
    return "environments." + written.getOrDefault("flyway.environment", "default") + ".";
  }

  /** The last word of a key of Liquibase, which may be written in several ways. */
  static String liquibaseName(String key) {
    return key.substring(key.lastIndexOf('.') + 1).replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }
}
