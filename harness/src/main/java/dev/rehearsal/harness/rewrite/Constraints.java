package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;

/** Constraints on tables that exist. */
final class Constraints {

  /** The first version in which a partitioned table can have a foreign key that is NOT VALID. */
  private static final int PARTITIONED_NOT_VALID = 18;

  private final Delta delta;
  private final int major;

  Constraints(Delta delta, int major) {
    this.delta = delta;
    this.major = major;
  }

  void add(Steps steps, CatalogObject constraint) throws NoSaferForm {
    CatalogObject table = delta.relation(constraint);
    switch (constraint.detail("type")) {
      case "c" -> notValidFirst(steps, table, constraint);
      case "f" -> foreignKey(steps, table, constraint);
      case "u", "p" -> usingIndex(steps, table, constraint);
      case "x" ->
          throw new NoSaferForm(
              "an EXCLUDE constraint cannot be added NOT VALID nor from an index that exists; plan"
                  + " for a moment without writes");
      default -> throw new NoSaferForm("it adds the constraint " + constraint.object());
    }
  }

  private void foreignKey(Steps steps, CatalogObject table, CatalogObject key) throws NoSaferForm {
    if (table.is("partitioned table") && major < PARTITIONED_NOT_VALID) {
      throw new NoSaferForm(
          "before Postgres 18 a foreign key of a partitioned table cannot be NOT VALID");
    }
    notValidFirst(steps, table, key);
  }

  private static void notValidFirst(Steps steps, CatalogObject table, CatalogObject constraint) {
    String add =
        "ALTER TABLE "
            + Names.of(table)
            + " ADD CONSTRAINT "
            + Names.id(constraint.part())
            + " "
            + constraint.property("definition");
    boolean checked =
        constraint.property("validated") == null && constraint.property("enforced") == null;
    steps.strong(
        constraint.property("enforced") == null ? add + " NOT VALID" : add,
        "binds new rows at once and asks nothing of old ones, so the lock is held for a moment");
    if (checked) {
      steps.weak(
          "ALTER TABLE " + Names.of(table) + " VALIDATE CONSTRAINT " + Names.id(constraint.part()),
          "reads the old rows under a lock that lets reads and writes pass");
      steps.mayLeave("the constraint " + constraint.part() + ", perhaps not validated");
    }
  }

  private void usingIndex(Steps steps, CatalogObject table, CatalogObject constraint)
      throws NoSaferForm {
    if (table.is("partitioned table")) {
      throw new NoSaferForm(
          "a constraint of a partitioned table cannot take over an index that was built before");
    }
    CatalogObject index = delta.after().find(constraint.detail("index")).orElseThrow();
    if (!index.property("definition").contains(" USING btree ")) {
      throw new NoSaferForm("a constraint WITHOUT OVERLAPS cannot take over an index built before");
    }
    Indexes.concurrently(steps, index, Indexes.definition(index));
    steps.strong(
        "ALTER TABLE "
            + Names.of(table)
            + " ADD CONSTRAINT "
            + Names.id(constraint.part())
            + (constraint.detail("type").equals("p") ? " PRIMARY KEY" : " UNIQUE")
            + " USING INDEX "
            + Names.id(index.name())
            + deferrable(constraint),
        "takes over the index that is there, which is a matter of the catalogs");
  }

  static String deferrable(CatalogObject constraint) {
    return switch (constraint.detail("deferrable")) {
      case "yes" -> " DEFERRABLE";
      case "deferred" -> " DEFERRABLE INITIALLY DEFERRED";
      default -> "";
    };
  }
}
