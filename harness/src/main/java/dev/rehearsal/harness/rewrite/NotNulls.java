package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.List;
import java.util.Optional;

/** An existing column that becomes NOT NULL without being scanned under a strong lock. */
final class NotNulls {

  /** The first version that has not-null constraints with names. */
  static final int NAMED = 18;

  private final int major;

  NotNulls(int major) {
    this.major = major;
  }

  void write(Steps steps, Catalog after, CatalogObject table, String column) throws NoSaferForm {
    String name = Names.of(table);
    Optional<CatalogObject> constraint = constraint(after, table, column);
    if (major >= NAMED && constraint.isPresent()) {
      named(steps, name, constraint.get().part(), column);
    } else {
      byCheck(steps, name, Names.fresh(after, table.name() + "_" + column, "_not_null"), column);
    }
  }

  /** The not-null constraint of a column, from 18 on. */
  static Optional<CatalogObject> constraint(Catalog catalog, CatalogObject table, String column) {
    return catalog.partsOf(table.id(), "constraint").stream()
        .filter(each -> each.detail("type").equals("n"))
        .filter(each -> each.list("columns").equals(List.of(column)))
        .findFirst();
  }

  /** A constraint that proves it, valid at the end, under a name of its own. */
  void prove(Steps steps, String table, String constraint, String column) {
    String what =
        major >= NAMED
            ? "NOT NULL " + Names.id(column)
            : "CHECK (" + Names.id(column) + " IS NOT NULL)";
    steps.strong(
        "ALTER TABLE "
            + table
            + " ADD CONSTRAINT "
            + Names.id(constraint)
            + " "
            + what
            + " NOT VALID",
        "binds new rows at once and asks nothing of old ones, so the lock is held for a moment");
    steps.weak(
        "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + Names.id(constraint),
        "reads the old rows under a lock that lets reads and writes pass");
    steps.mayLeave("the constraint " + constraint + ", perhaps not validated");
  }

  private void named(Steps steps, String table, String constraint, String column) {
    prove(steps, table, constraint, column);
  }

  private void byCheck(Steps steps, String table, String check, String column) {
    prove(steps, table, check, column);
    steps.strong(
        "ALTER TABLE " + table + " ALTER COLUMN " + Names.id(column) + " SET NOT NULL",
        "has nothing left to read: the valid check proves it");
    steps.strong(
        "ALTER TABLE " + table + " DROP CONSTRAINT " + Names.id(check),
        "the check has done its duty");
  }
}
