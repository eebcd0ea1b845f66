package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

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
  private static final TomlMapper TOML_READER = TomlMapper.builder().build();

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
    String text = directory.text(file).text();
    try {
      if (file.endsWith(TOML)) {
        flatten("", TOML_READER.readTree(text));
      } else {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        properties.stringPropertyNames().forEach(key -> put(key, properties.getProperty(key)));
      }
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      problems.add(
          directory.problem(
              file, at == null ? 1 : at.getLineNr(), "is not TOML: " + e.getOriginalMessage()));
    } catch (IOException | IllegalArgumentException e) {
      problems.add(directory.problem(file, 1, "is no file of properties: " + e.getMessage()));
    }
  }

  private void flatten(String path, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key, value);
      } else if (value.isArray()) {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asString()));
        put(key, String.join(",", items));
      } else {
        put(key, value.asString());
      }
    }
  }

  private void put(String key, String value) {
    settings.put(key, value.strip());
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
