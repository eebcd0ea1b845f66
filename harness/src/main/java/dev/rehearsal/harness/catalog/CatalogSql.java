package dev.rehearsal.harness.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The questions beside this class, and what their rows mean. */
final class CatalogSql {

  private static final JsonMapper JSON = new JsonMapper();

  private CatalogSql() {}

  static String read(String name) {
    try (InputStream in = CatalogSql.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name + " from the program's own jar", e);
    }
  }

  /** A row of {@code catalog.sql}. */
  static CatalogObject object(List<String> row) {
    SortedMap<String, String> shown = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property : JSON.readTree(row.get(6)).properties()) {
      if (!property.getValue().isNull() && !property.getValue().asString().isEmpty()) {
        shown.put(property.getKey(), property.getValue().asString());
      }
    }
    Map<String, String> details = new HashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    for (Map.Entry<String, JsonNode> detail : JSON.readTree(row.get(7)).properties()) {
      if (detail.getValue().isArray()) {
        lists.put(detail.getKey(), texts(detail.getValue()));
      } else if (!detail.getValue().isNull()) {
        details.put(detail.getKey(), detail.getValue().asString());
      }
    }
    return new CatalogObject(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        shown,
        details,
        lists);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asString()));
    return List.copyOf(texts);
  }
}
