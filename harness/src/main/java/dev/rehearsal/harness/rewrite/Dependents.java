package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes and constraints of a column: made again for the column that replaces it, under names of
 * their own, while the old ones still do their duty.
 */
final class Dependents {

  private final Replacement replacement;
  private final List<CatalogObject> indexes;
  private final List<CatalogObject> constraints;

  Dependents(Replacement replacement) throws NoSaferForm {
    this.replacement = replacement;
    this.indexes = find("index");
    this.constraints = find("constraint");
  }

  /** Those that name the column, those behind constraints left out. */
  private List<CatalogObject> find(String kind) throws NoSaferForm {
    List<CatalogObject> found = new ArrayList<>();
    for (CatalogObject each : replacement.delta().after().partsOf(replacement.table().id(), kind)) {
      boolean behind = kind.equals("index") && !each.detail("constraint").isEmpty();
      if (names(each) && !behind && !each.detail("type").equals("n")) {
        if (List.of("p", "x").contains(each.detail("type"))) {
          throw new NoSaferForm("the constraint " + each.object() + " depends on the column");
        }
        found.add(each);
      }
    }
    return found;
  }

  private boolean names(CatalogObject each) {
    String definition = each.property("definition");
    return each.list("columns").contains(replacement.now().part())
        || !replacement.rewritten(definition).equals(definition);
  }

  /**
   * Makes them for the new column.
   *
   * @return what puts them in the place of the old ones, which is a matter of the catalogs
   */
  List<String> write(Steps steps) throws NoSaferForm {
    List<String> swap = new ArrayList<>();
    for (CatalogObject index : indexes) {
      swap.addAll(index(steps, index));
    }
    for (CatalogObject constraint : constraints) {
      swap.addAll(
          constraint.detail("type").equals("u")
              ? unique(steps, constraint)
              : checked(steps, constraint));
    }
    return swap;
  }

  private List<String> index(Steps steps, CatalogObject index) throws NoSaferForm {
    String temporary = temporary(index.name());
    Indexes.concurrently(steps, index, replacement.rewritten(index, temporary));
    return List.of(
        "DROP INDEX " + Names.of(index),
        "ALTER INDEX "
            + Names.id(index.schema())
            + "."
            + Names.id(temporary)
            + " RENAME TO "
            + Names.id(index.name()));
  }

  private List<String> unique(Steps steps, CatalogObject constraint) throws NoSaferForm {
    CatalogObject index =
        replacement.delta().after().find(constraint.detail("index")).orElseThrow();
    String temporary = temporary(constraint.part());
    Indexes.concurrently(steps, index, replacement.rewritten(index, temporary));
    return List.of(
        drop(constraint),
        replacement.alterTable()
            + "ADD CONSTRAINT "
            + Names.id(constraint.part())
            + " UNIQUE USING INDEX "
            + Names.id(temporary)
            + Constraints.deferrable(constraint));
  }

  private List<String> checked(Steps steps, CatalogObject constraint) {
    String temporary = Names.id(temporary(constraint.part()));
    steps.strong(
        replacement.alterTable()
            + "ADD CONSTRAINT "
            + temporary
            + " "
            + replacement.rewritten(constraint.property("definition"))
            + " NOT VALID",
        "binds new rows at once and asks nothing of old ones");
    if (constraint.property("validated") == null) {
      steps.weak(
          replacement.alterTable() + "VALIDATE CONSTRAINT " + temporary,
          "reads the old rows under a lock that lets reads and writes pass");
    }
    return List.of(
        drop(constraint),
        replacement.alterTable()
            + "RENAME CONSTRAINT "
            + temporary
            + " TO "
            + Names.id(constraint.part()));
  }

  private String drop(CatalogObject constraint) {
    return replacement.alterTable() + "DROP CONSTRAINT " + Names.id(constraint.part());
  }

  private String temporary(String name) {
    return Names.fresh(replacement.delta().after(), name, "_new");
  }
}
