package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.catalog.Contents;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schema and rows with which a facts take ended. */
record EndState(Catalog schema, Contents contents) {

  /** Values of these are other values in every take. */
  private static final String DIFFERS_EACH_TIME =
      "(?is).*\\b(now|random|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday"
          + "|gen_random_uuid|uuid_generate_v\\d\\w*|uuidv[47]|nextval|current_timestamp"
          + "|localtimestamp|current_time|localtime)\\b.*";

  static EndState read(TakeDatabase database, Set<String> tables) throws SQLException {
    try (Connection connection = database.connect(Sessions.SETUP)) {
      Catalog schema = Catalog.read(connection);
      return new EndState(schema, Contents.read(connection, schema, tables));
    }
  }

  /**
   * In what another end differs from this one, one sentence each.
   *
   * @param computed text that may tell whether values are computed anew each time
   */
  List<String> differencesFrom(EndState other, String computed) {
    List<String> differences = new ArrayList<>();
    Set<String> reordered = new TreeSet<>();
    for (SchemaChange change : schema.differencesFrom(other.schema)) {
      if (onlyPosition(change)) {
        reordered.add(change.relation());
      } else {
        differences.add(sentence(change));
      }
    }
    reordered.forEach(
        table -> differences.add("the columns of " + table + " " + Rewrite.COLUMN_ORDER));
    differences.addAll(otherRows(other, computed));
    return differences;
  }

  private static boolean onlyPosition(SchemaChange change) {
    TreeMap<String, String> before = new TreeMap<>(change.before());
    TreeMap<String, String> after = new TreeMap<>(change.after());
    return before.remove("position") != null
        && after.remove("position") != null
        && before.equals(after);
  }

  private static String sentence(SchemaChange change) {
    String what = change.kind() + " " + change.object();
    if (change.created()) {
      return what + " is there after the safer form alone";
    }
    if (change.dropped()) {
      return what + " is missing after the safer form";
    }
    Set<String> keys = new TreeSet<>(change.before().keySet());
    keys.addAll(change.after().keySet());
    keys.removeIf(key -> Objects.equals(change.before().get(key), change.after().get(key)));
    return what + " differs in " + String.join(", ", keys);
  }

  private List<String> otherRows(EndState other, String computed) {
    List<String> differences = new ArrayList<>();
    contents
        .rows()
        .forEach(
            (table, count) -> {
              Long there = other.contents.rows().get(table);
              if (there != null && !there.equals(count)) {
                differences.add(table + " has " + there + " rows in place of " + count);
              }
            });
    boolean anew = computed.matches(DIFFERS_EACH_TIME);
    contents
        .columns()
        .forEach(
            (column, hash) -> {
              String there = other.contents.columns().get(column);
              if (there != null && !there.equals(hash) && !anew && !computedByDefault(column)) {
                differences.add("values of " + column + " differ");
              }
            });
    return differences;
  }

  private boolean computedByDefault(String column) {
    return schema.objects().stream()
        .filter(object -> object.is("column") && object.object().equals(column))
        .map(CatalogObject::properties)
        .anyMatch(
            properties -> String.valueOf(properties.get("default")).matches(DIFFERS_EACH_TIME));
  }
}
