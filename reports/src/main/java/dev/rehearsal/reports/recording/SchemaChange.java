package dev.rehearsal.reports.recording;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A difference that a statement made to the schema: the catalogs before it and after it, whatever
 * its text says. An object keeps its identity when it is renamed.
 *
 * @param kind {@code table}, {@code column}, {@code constraint}, {@code index}, {@code sequence}
 *     and so on
 * @param object its name before, or after if it is new: {@code schema.name}, {@code
 *     schema.table.column}
 * @param relation the table that it belongs to, by the same rule, or null if it belongs to none
 * @param before what it was like, by property such as {@code type}; empty if it is new
 * @param after what it is like; empty if it was dropped
 */
public record SchemaChange(
    String kind,
    String object,
    String relation,
    SortedMap<String, String> before,
    SortedMap<String, String> after) {

  public SchemaChange {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("neither before nor after: " + object);
    }
  }

  public boolean created() {
    return before.isEmpty();
  }

  public boolean dropped() {
    return after.isEmpty();
  }
}
