package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened between two moments of one database, object by object. */
final class Changes {

  /** Where a column stands never changes; only another one can go. */
  private static final String POSITION = "position";

  private final Catalog before;
  private final Catalog after;
  private final Renames renames;

  Changes(Catalog before, Catalog after) {
    this.before = before;
    this.after = after;
    this.renames = Renames.between(before, after);
  }

  List<SchemaChange> all() {
    List<SchemaChange> changes = new ArrayList<>();
    for (CatalogObject then : before.objects()) {
      CatalogObject now = after.find(then.id()).orElse(null);
      if (now == null && !partOfGone(then, before, after)) {
        changes.add(change(then, properties(then, before), new TreeMap<>(), before));
      } else if (now != null && changed(then, now)) {
        changes.add(change(then, then.properties(), now.properties(), before));
      }
    }
    for (CatalogObject now : after.objects()) {
      if (before.find(now.id()).isEmpty() && !partOfGone(now, after, before)) {
        changes.add(change(now, new TreeMap<>(), properties(now, after), after));
      }
    }
    changes.sort(Order.OF_CHANGES);
    return List.copyOf(changes);
  }

  private boolean changed(CatalogObject then, CatalogObject now) {
    Set<String> keys = new HashSet<>(then.properties().keySet());
    keys.addAll(now.properties().keySet());
    keys.remove(POSITION);
    return keys.stream().anyMatch(key -> !same(key, then.property(key), now.property(key)));
  }

  private boolean same(String key, String then, String now) {
    if (then == null || now == null) {
      return then == null && now == null;
    }
    boolean byName = !Set.of("name", "schema", "comment", "labels").contains(key);
    return then.equals(now) || byName && renames.explain(then, now);
  }

  /** Whether it belongs to a relation that only the one catalog has, which says it all. */
  private static boolean partOfGone(CatalogObject object, Catalog here, Catalog there) {
    return object.owner() != null
        && here.find(object.owner()).isPresent()
        && there.find(object.owner()).isEmpty()
        && !object.detail("type").equals("f");
  }

  /** The properties of an object that is new or gone. */
  private static SortedMap<String, String> properties(CatalogObject object, Catalog catalog) {
    SortedMap<String, String> properties = new TreeMap<>(object.properties());
    properties.remove(POSITION);
    if (object.detail("kind").matches("[rpf]") && !object.is("index")) {
      properties.put("columns", columns(object, catalog));
    }
    return properties;
  }

  private static String columns(CatalogObject table, Catalog catalog) {
    return catalog.partsOf(table.id(), "column").stream()
        .map(column -> column.part() + " " + column.property("type"))
        .collect(Collectors.joining(", "));
  }

  private static SchemaChange change(
      CatalogObject object,
      SortedMap<String, String> then,
      SortedMap<String, String> now,
      Catalog catalog) {
    String relation = catalog.find(object.owner()).map(CatalogObject::object).orElse(null);
    return new SchemaChange(object.kind(), object.object(), relation, then, now);
  }
}
