package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.postgres.RelationName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An object of the user's schema.
 *
 * @param kind {@code table}, {@code column}, {@code constraint} and so on, as {@link
 *     dev.rehearsal.reports.recording.SchemaChange#kind}
 * @param id its identity within the database, which renaming keeps
 * @param owner identity of the relation that it is part of, or null
 * @param schema its schema, or null where it has none
 * @param name its name, or that of the relation whose part it is
 * @param part the name of the part, or a function's arguments; null if it is no part
 * @param properties what a person would read of it; what is as it is by default is left out
 * @param details what rules need besides
 * @param lists details that are lists of column names, in the key's order
 */
public record CatalogObject(
    String kind,
    String id,
    String owner,
    String schema,
    String name,
    String part,
    SortedMap<String, String> properties,
    Map<String, String> details,
    Map<String, List<String>> lists) {

  public CatalogObject {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    details = Map.copyOf(details);
    lists = Map.copyOf(lists);
  }

  /** {@code schema.name}, {@code schema.table.column} or {@code schema.function(arguments)}. */
  public String object() {
    String base = schema == null ? plainOrQuoted(name) : relationName().toString();
    if (part == null) {
      return base;
    }
    return routine() ? base + "(" + part + ")" : base + "." + plainOrQuoted(part);
  }

  /** The relation's name, or that of the relation whose part it is. */
  public RelationName relationName() {
    return new RelationName(schema, name);
  }

  /** A property, or null where it has the default. */
  public String property(String key) {
    return properties.get(key);
  }

  /** A detail, or the empty string. */
  public String detail(String key) {
    return details.getOrDefault(key, "");
  }

  /** Column names, or an empty list. */
  public List<String> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  public boolean is(String wanted) {
    return kind.equals(wanted);
  }

  private boolean routine() {
    return is("function") || is("procedure") || is("aggregate");
  }

  private static String plainOrQuoted(String name) {
    String both = new RelationName("s", name).toString();
    return both.substring(2);
  }
}
