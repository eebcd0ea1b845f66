package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a statement did to the schema, as a list of changes that rules take from until none is left.
 * Changes that follow from others are not in it: those of partitions, of parts of tables that are
 * new or gone, and those of sequences within a column.
 */
final class Delta {

  /** An object before and after; one of them null if it is new or gone. */
  record Change(CatalogObject before, CatalogObject after) {
    CatalogObject any() {
      return after != null ? after : before;
    }

    boolean created() {
      return before == null;
    }

    boolean dropped() {
      return after == null;
    }

    boolean differs(String property) {
      return !created()
          && !dropped()
          && !Objects.equals(before.property(property), after.property(property));
    }
  }

  private final Catalog before;
  private final Catalog after;
  private final List<Change> left = new ArrayList<>();

  Delta(Catalog before, Catalog after) {
    this.before = before;
    this.after = after;
    collect();
  }

  Catalog before() {
    return before;
  }

  Catalog after() {
    return after;
  }

  private void collect() {
    List<CatalogObject> gone = new ArrayList<>();
    for (CatalogObject then : before.objects()) {
      CatalogObject now = after.find(then.id()).orElse(null);
      if (now == null) {
        gone.add(then);
      } else if (!sameBesidesPosition(then, now)) {
        add(new Change(then, now));
      }
    }
    for (CatalogObject now : after.objects()) {
      if (before.find(now.id()).isEmpty()) {
        CatalogObject then = takeNamesake(gone, now);
        if (then == null || !sameBesidesPosition(then, now)) {
          add(new Change(then, now));
        }
      }
    }
    gone.forEach(then -> add(new Change(then, null)));
    left.removeIf(this::follows);
  }

  private static boolean sameBesidesPosition(CatalogObject then, CatalogObject now) {
    java.util.Map<String, String> one = new java.util.TreeMap<>(then.properties());
    java.util.Map<String, String> other = new java.util.TreeMap<>(now.properties());
    one.remove("position");
    other.remove("position");
    return one.equals(other);
  }

  /** A type change makes constraints and indexes anew, under their names. */
  private static CatalogObject takeNamesake(List<CatalogObject> gone, CatalogObject now) {
    for (CatalogObject then : gone) {
      if (then.kind().equals(now.kind()) && then.object().equals(now.object())) {
        gone.remove(then);
        return then;
      }
    }
    return null;
  }

  private void add(Change change) {
    left.add(change);
  }

  private boolean follows(Change change) {
    CatalogObject object = change.any();
    Optional<CatalogObject> owner =
        after.find(object.owner()).or(() -> before.find(object.owner()));
    if (object.owner() == null || owner.isEmpty()) {
      return false;
    }
    boolean ownerNewOrGone =
        before.find(object.owner()).isEmpty() || after.find(object.owner()).isEmpty();
    boolean inherited = "yes".equals(object.property("inherited"));
    boolean ofPartition =
        object.is("column")
            && before
                .find(object.owner())
                .map(then -> then.detail("partition"))
                .orElse("")
                .equals("yes")
            && owner.get().detail("partition").equals("yes");
    return ownerNewOrGone || inherited || ofPartition;
  }

  /** Takes all changes that the rule is for. */
  List<Change> take(Predicate<Change> rule) {
    List<Change> taken = left.stream().filter(rule).toList();
    left.removeAll(taken);
    return taken;
  }

  /** What no rule took. */
  List<Change> left() {
    return List.copyOf(left);
  }

  /** The relation that the object is part of, as it is afterwards. */
  CatalogObject relation(CatalogObject part) {
    return after.find(part.owner()).or(() -> before.find(part.owner())).orElseThrow();
  }

  /** The column names of a table's primary key before the statement, or an empty list. */
  List<String> key(CatalogObject table) {
    return before.partsOf(table.id(), "constraint").stream()
        .filter(constraint -> constraint.detail("type").equals("p"))
        .findFirst()
        .map(constraint -> constraint.list("columns"))
        .orElse(List.of());
  }
}
