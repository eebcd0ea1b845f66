package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.rewrite.Delta.Change;
import java.util.List;

/**
 * A column that gets another type: a new column kept equal by a trigger, filled in batches, given
 * what depends on the old one, and put in its place by renames; the old one goes with a later
 * deploy.
 */
final class TypeChange {

  private final Replacement replacement;
  private final int major;

  TypeChange(Delta delta, int major, Change change) {
    this.replacement =
        new Replacement(delta, delta.relation(change.after()), change.before(), change.after());
    this.major = major;
  }

  void write(Steps steps) throws NoSaferForm {
    new Replaceable(replacement).check();
    Dependents dependents = new Dependents(replacement);
    startCopying(steps);
    fill(steps);
    String proof = proveNotNull(steps);
    List<String> inPlace = dependents.write(steps);
    new ColumnSwap(replacement, major).write(steps, proof, inPlace);
    steps.nextDeploy();
    steps.strong(
        replacement.alterTable() + "DROP COLUMN " + Names.id(replacement.old()),
        "goes once no plan and no old version of the application knows the column");
    steps.strong("DROP FUNCTION " + replacement.function() + "()", "has nothing left to copy");
  }

  private void startCopying(Steps steps) {
    String together = "the column and its trigger come together or not at all";
    String equal = "keeps the new column equal to the old one";
    steps.strong(syncFunction(), equal);
    steps.control("BEGIN", together);
    steps.strong(addColumn(), "adds the new column empty");
    steps.strong(
        "CREATE TRIGGER "
            + Names.id(replacement.sync())
            + " BEFORE INSERT OR UPDATE ON "
            + replacement.relation()
            + " FOR EACH ROW EXECUTE FUNCTION "
            + replacement.function()
            + "()",
        equal);
    steps.control("COMMIT", together);
    steps.mayLeave("the column " + replacement.fresh() + " with its trigger, filled in part");
  }

  private String syncFunction() {
    return """
        CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $sync$
        BEGIN
          NEW.%s := NEW.%s;
          RETURN NEW;
        END
        $sync$"""
        .formatted(replacement.function(), Names.id(replacement.fresh()), replacement.column());
  }

  private String addColumn() {
    CatalogObject now = replacement.now();
    String collation = now.property("collation");
    return replacement.alterTable()
        + "ADD COLUMN "
        + Names.id(replacement.fresh())
        + " "
        + now.property("type")
        + (collation == null ? "" : " COLLATE " + collation);
  }

  private void fill(Steps steps) throws NoSaferForm {
    String from = replacement.column();
    String to = Names.id(replacement.fresh());
    steps.weak(
        Batches.block(
            replacement.relation(),
            replacement.delta().key(replacement.table()),
            "UPDATE " + replacement.relation() + " SET " + to + " = " + from + cast(),
            to + " IS NULL AND " + from + " IS NOT NULL"),
        "fills the old rows in transactions of " + Batches.ROWS + " rows");
  }

  /**
   * Says the type where an assignment would not go from the one to the other by itself. Without its
   * length: a cast cuts what is too long, the assignment that follows refuses it, as the original
   * does. For {@code character} and {@code bit} no length is a length of one.
   */
  private String cast() {
    String type = replacement.now().property("type").replaceAll("\\([^)]*\\)", "");
    return type.matches("(character|bit)(?! varying).*") ? "" : "::" + type;
  }

  /** The name of the constraint that proves it, or null where the column may be null. */
  private String proveNotNull(Steps steps) {
    if (replacement.now().property("not null") == null) {
      return null;
    }
    String base = replacement.table().name() + "_" + replacement.fresh();
    String proof = Names.fresh(replacement.delta().after(), base, "_not_null");
    new NotNulls(major).prove(steps, replacement.relation(), proof, replacement.fresh());
    return proof;
  }
}
