package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.KeyedFile;
import dev.rehearsal.harness.config.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code flyway.toml} or {@code flyway.conf} says, of which the migrations' form, their
 * grouping and the lock count here. Where to connect is never read.
 */
final class FlywayConfiguration {

  static final String TOML = "flyway.toml";
  static final String CONF = "flyway.conf";

  /** As Flyway is without such a file. */
  static final FlywayConfiguration NONE = new FlywayConfiguration();

  private static final Pattern PLACEHOLDER = Pattern.compile("flyway\\.placeholders\\.(.+)");

  private final SortedMap<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private FlywayConfiguration() {}

  /** The file that a directory has, if any; the newer form counts before the older. */
  static Optional<String> file(Directory directory) {
    return Stream.of(TOML, CONF, "conf/" + TOML, "conf/" + CONF).filter(directory::has).findFirst();
  }

  /**
   * Flyway's own defaults where the directory has no such file.
   *
   * @param problems gets what is wrong with it
   */
  static FlywayConfiguration of(Directory directory, List<Problem> problems) {
    FlywayConfiguration configuration = new FlywayConfiguration();
    file(directory).ifPresent(file -> configuration.read(directory, file, problems));
    return configuration;
  }

  private void read(Directory directory, String file, List<Problem> problems) {
    try {
      settings.putAll(
          KeyedFile.read(directory.path().resolve(file).toString(), directory.text(file).text()));
    } catch (Problem broken) {
      problems.add(broken);
    }
  }

  String text(String name, String otherwise) {
    return settings.getOrDefault("flyway." + name, otherwise);
  }

  boolean is(String name, boolean otherwise) {
    return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
  }

  List<String> list(String name, String otherwise) {
    return Stream.of(text(name, otherwise).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Names count in any case, as in Flyway. */
  SortedMap<String, String> placeholders() {
    SortedMap<String, String> placeholders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.forEach(
        (key, value) -> {
          Matcher placeholder = PLACEHOLDER.matcher(key);
          if (placeholder.matches()) {
            placeholders.put(placeholder.group(1), value);
          }
        });
    return placeholders;
  }

  /** The schema of Flyway's own table. */
  String schema() {
    List<String> schemas = list("schemas", "public");
    return text("defaultSchema", schemas.isEmpty() ? "public" : schemas.get(0));
  }

  String table() {
    return text("table", "flyway_schema_history");
  }

  /** Whether the lock is held in an open transaction of a second session. */
  boolean transactionalLock() {
    return is("postgresql.transactional.lock", true);
  }
}
