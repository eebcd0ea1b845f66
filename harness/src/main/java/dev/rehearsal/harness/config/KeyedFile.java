package dev.rehearsal.harness.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The configuration file of a tool, TOML, Java's properties, or those of Flyway ({@code .conf}), as
 * keys with dots and values of text. Several values of one key are joined by commas, as Java's
 * tools expect them.
 */
public final class KeyedFile {

  private static final TomlMapper TOML = TomlMapper.builder().build();

  private KeyedFile() {}

  /**
   * Reads the text of a file.
   *
   * @param file its name, of which the ending says the form
   * @throws Problem with file and line if it is not of that form
   */
  public static SortedMap<String, String> read(String file, String text) {
    SortedMap<String, String> values = new TreeMap<>();
    try {
      if (file.endsWith(".toml")) {
        flatten("", TOML.readTree(text), values);
      } else {
        Properties properties = new Properties();
        properties.load(new StringReader(file.endsWith(".conf") ? FlywayText.escaped(text) : text));
        properties
            .stringPropertyNames()
            .forEach(key -> values.put(key, properties.getProperty(key).strip()));
      }
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      int line = at == null ? 1 : at.getLineNr();
      throw problem(file, line, "is not TOML: " + e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw problem(file, 1, "is no file of properties: " + e.getMessage(), e);
    }
    return values;
  }

  private static Problem problem(String file, int line, String rule, Exception cause) {
    return new Problem(Problem.Kind.USAGE, file + ":" + line + ": " + rule, cause);
  }

  private static void flatten(String path, JsonNode node, SortedMap<String, String> values) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(key, value, values);
      } else if (value.isArray()) {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(text(item)));
        values.put(key, String.join(",", items));
      } else {
        values.put(key, text(value));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue().strip() : value.toString();
  }
}
