package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** In what two databases differ; objects of the same kind and name are the same. */
final class Differences {

  private final SortedMap<String, CatalogObject> here;
  private final SortedMap<String, CatalogObject> there;
  private final Catalog first;
  private final Catalog second;

  Differences(Catalog first, Catalog second) {
    this.first = first;
    this.second = second;
    this.here = byName(first);
    this.there = byName(second);
  }

  private static SortedMap<String, CatalogObject> byName(Catalog catalog) {
    SortedMap<String, CatalogObject> named = new TreeMap<>();
    catalog.objects().forEach(object -> named.put(object.kind() + " " + object.object(), object));
    return named;
  }

  List<SchemaChange> all() {
    List<SchemaChange> differences = new ArrayList<>();
    here.forEach(
        (name, object) -> {
          CatalogObject other = there.get(name);
          if (other == null || !other.properties().equals(object.properties())) {
            differences.add(difference(object, other));
          }
        });
    there.forEach(
        (name, object) -> {
          if (!here.containsKey(name)) {
            differences.add(difference(null, object));
          }
        });
    differences.sort(Order.OF_CHANGES);
    return List.copyOf(differences);
  }

  private SchemaChange difference(CatalogObject one, CatalogObject other) {
    CatalogObject any = one == null ? other : one;
    Catalog catalog = one == null ? second : first;
    String relation = catalog.find(any.owner()).map(CatalogObject::object).orElse(null);
    return new SchemaChange(any.kind(), any.object(), relation, of(one), of(other));
  }

  private static SortedMap<String, String> of(CatalogObject object) {
    return object == null ? new TreeMap<>() : object.properties();
  }
}
