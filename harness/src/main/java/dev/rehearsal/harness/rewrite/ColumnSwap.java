package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a filled column in the place of the one that it replaces: one transaction of renames. */
final class ColumnSwap {

  private static final String WHY =
      "puts the new column in the old one's place, all or nothing, without touching a row";

  private final Replacement replacement;
  private final int major;
  private final List<String> sql = new ArrayList<>();

  ColumnSwap(Replacement replacement, int major) {
    this.replacement = replacement;
    this.major = major;
  }

  /**
   * Writes it.
   *
   * @param proof name of the valid constraint that proves the new column to be NOT NULL, or null
   * @param dependents what puts its indexes and constraints in place
   */
  void write(Steps steps, String proof, List<String> dependents) {
    sql.add("DROP TRIGGER " + Names.id(replacement.sync()) + " ON " + replacement.relation());
    if (proof != null && major < NotNulls.NAMED) {
      sql.add(alterNew() + " SET NOT NULL");
      sql.add(replacement.alterTable() + "DROP CONSTRAINT " + Names.id(proof));
    }
    moveSequence();
    moveDefault();
    if (replacement.was().property("not null") != null) {
      sql.add(alterOld() + " DROP NOT NULL");
    }
    if (proof != null && major >= NotNulls.NAMED) {
      nameProof(proof);
    }
    sql.addAll(dependents);
    rename();
    steps.control("BEGIN", WHY);
    sql.forEach(each -> steps.strong(each, WHY));
    steps.control("COMMIT", WHY);
  }

  private String alterOld() {
    return replacement.alterTable() + "ALTER COLUMN " + replacement.column();
  }

  private String alterNew() {
    return replacement.alterTable() + "ALTER COLUMN " + Names.id(replacement.fresh());
  }

  private void moveSequence() {
    ownedSequence()
        .ifPresent(
            sequence ->
                sql.add(
                    "ALTER SEQUENCE "
                        + Names.of(sequence)
                        + " OWNED BY "
                        + replacement.relation()
                        + "."
                        + Names.id(replacement.fresh())));
  }

  private Optional<CatalogObject> ownedSequence() {
    String column = "." + replacement.column();
    return replacement.delta().after().partsOf(replacement.table().id(), "sequence").stream()
        .filter(each -> each.property("owned by") != null)
        .filter(each -> each.property("owned by").endsWith(column))
        .findFirst();
  }

  private void moveDefault() {
    if (replacement.was().property("default") != null) {
      sql.add(alterOld() + " DROP DEFAULT");
    }
    if (replacement.now().property("default") != null) {
      sql.add(alterNew() + " SET DEFAULT " + replacement.now().property("default"));
    }
  }

  private void nameProof(String proof) {
    NotNulls.constraint(replacement.delta().after(), replacement.table(), replacement.now().part())
        .ifPresent(
            named ->
                sql.add(
                    replacement.alterTable()
                        + "RENAME CONSTRAINT "
                        + Names.id(proof)
                        + " TO "
                        + Names.id(named.part())));
  }

  private void rename() {
    String column = replacement.column();
    String alter = replacement.alterTable() + "RENAME COLUMN ";
    sql.add(alter + column + " TO " + Names.id(replacement.old()));
    sql.add(alter + Names.id(replacement.fresh()) + " TO " + column);
    String comment = replacement.now().property("comment");
    if (comment != null) {
      sql.add("COMMENT ON COLUMN " + replacement.relation() + "." + column + " IS " + comment);
    }
  }
}
