package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.rewrite.Delta.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column that gets another type: a new column kept equal by a trigger, filled in batches, given
 * what depends on the old one, and put in its place by renames; the old one goes with a later
 * deploy. Views, rules, policies and generated columns cannot depend on the column, or the server
 * had refused to change its type.
 */
final class TypeChange {

  private static final String SWAP =
      "puts the new column in the old one's place, all or nothing, without touching a row";

  private final Delta delta;
  private final int major;
  private final CatalogObject table;
  private final CatalogObject was;
  private final CatalogObject now;
  private final String relation;
  private final String fresh;
  private final String old;
  private final List<String> swap = new ArrayList<>();

  TypeChange(Delta delta, int major, Change change) {
    this.delta = delta;
    this.major = major;
    this.table = delta.relation(change.after());
    this.was = change.before();
    this.now = change.after();
    this.relation = Names.of(table);
    this.fresh = Names.fresh(delta.after(), now.part(), "_new");
    this.old = Names.fresh(delta.after(), now.part(), "_old");
  }

  void write(Steps steps) throws NoSaferForm {
    refuse();
    String function = Names.id(table.schema()) + "." + Names.id(sync());
    startCopying(steps, function);
    fill(steps);
    List<CatalogObject> indexes = dependents("index");
    List<CatalogObject> constraints = dependents("constraint");
    String proof = proveNotNull(steps);
    for (CatalogObject index : indexes) {
      rebuild(steps, index);
    }
    for (CatalogObject constraint : constraints) {
      recreate(steps, constraint);
    }
    swap(steps, proof);
    steps.nextDeploy();
    steps.strong(
        "ALTER TABLE " + relation + " DROP COLUMN " + Names.id(old),
        "goes once no plan and no old version of the application knows the column");
    steps.strong("DROP FUNCTION " + function + "()", "has nothing left to copy");
  }

  private String sync() {
    return Names.fresh(delta.after(), table.name() + "_" + now.part(), "_sync");
  }

  private void refuse() throws NoSaferForm {
    if (!table.is("table") || table.property("parents") != null || hasChildren()) {
      throw new NoSaferForm(
          "the column of a table with partitions, parents or children is not put in place by"
              + " renaming");
    }
    if (now.property("identity") != null
        || now.property("options") != null
        || now.property("privileges") != null
        || now.property("statistics target") != null) {
      throw new NoSaferForm(
          "the column is an identity or has privileges or options of its own, which a new column"
              + " would have to get by hand");
    }
    if (!delta.before().partsOf(table.id(), "trigger").isEmpty()) {
      throw new NoSaferForm("triggers on " + table.object() + " may use the column by its name");
    }
    if (!delta.before().partsOf(table.id(), "statistics").isEmpty()) {
      throw new NoSaferForm(
          "extended statistics on " + table.object() + " would have to be made anew");
    }
    if (delta.key(table).contains(now.part())) {
      throw new NoSaferForm("the column is part of the primary key");
    }
    if (referenced()) {
      throw new NoSaferForm("foreign keys of other tables refer to the column");
    }
  }

  private boolean hasChildren() {
    return delta.before().objects().stream()
        .anyMatch(
            each ->
                each.property("parents") != null
                    && List.of(each.property("parents").split(", ")).contains(Names.of(table)));
  }

  private boolean referenced() {
    return delta.before().objects().stream()
        .filter(each -> each.is("constraint") && each.detail("references").equals(table.id()))
        .anyMatch(each -> each.list("referenced columns").contains(now.part()));
  }

  private void startCopying(Steps steps, String function) {
    steps.strong(
        "CREATE FUNCTION "
            + function
            + "() RETURNS trigger LANGUAGE plpgsql AS $sync$\nBEGIN\n  NEW."
            + Names.id(fresh)
            + " := NEW."
            + Names.id(now.part())
            + ";\n  RETURN NEW;\nEND\n$sync$",
        "keeps the new column equal to the old one");
    steps.control("BEGIN", "the column and its trigger come together or not at all");
    steps.strong(
        "ALTER TABLE "
            + relation
            + " ADD COLUMN "
            + Names.id(fresh)
            + " "
            + now.property("type")
            + (now.property("collation") == null ? "" : " COLLATE " + now.property("collation")),
        "adds the new column empty");
    steps.strong(
        "CREATE TRIGGER "
            + Names.id(sync())
            + " BEFORE INSERT OR UPDATE ON "
            + relation
            + " FOR EACH ROW EXECUTE FUNCTION "
            + function
            + "()",
        "keeps the new column equal to the old one");
    steps.control("COMMIT", "the column and its trigger come together or not at all");
    steps.mayLeave("the column " + fresh + " with its trigger, filled in part");
  }

  private void fill(Steps steps) throws NoSaferForm {
    String id = Names.id(now.part());
    steps.weak(
        Batches.block(
            relation,
            delta.key(table),
            "UPDATE " + relation + " SET " + Names.id(fresh) + " = " + id + cast(),
            Names.id(fresh) + " IS NULL AND " + id + " IS NOT NULL"),
        "fills the old rows in transactions of " + Batches.ROWS + " rows");
  }

  /**
   * Says the type where an assignment would not go from the one to the other by itself. Without its
   * length: a cast cuts what is too long, the assignment that follows refuses it, as the original
   * does. For {@code character} and {@code bit} no length is a length of one.
   */
  private String cast() {
    String type = now.property("type").replaceAll("\\([^)]*\\)", "");
    return type.matches("(character|bit)(?! varying).*") ? "" : "::" + type;
  }

  /** Indexes and constraints that name the column, those behind constraints left out. */
  private List<CatalogObject> dependents(String kind) throws NoSaferForm {
    List<CatalogObject> found = new ArrayList<>();
    for (CatalogObject each : delta.after().partsOf(table.id(), kind)) {
      boolean listed = each.list("columns").contains(now.part());
      String definition = each.property("definition");
      boolean named = !Names.replaceColumn(definition, now.part(), fresh).equals(definition);
      boolean behind = kind.equals("index") && !each.detail("constraint").isEmpty();
      if ((listed || named) && !behind && !each.detail("type").equals("n")) {
        if (List.of("p", "x").contains(each.detail("type"))) {
          throw new NoSaferForm("the constraint " + each.object() + " depends on the column");
        }
        found.add(each);
      }
    }
    return found;
  }

  private String proveNotNull(Steps steps) {
    if (now.property("not null") == null) {
      return null;
    }
    String proof = Names.fresh(delta.after(), table.name() + "_" + fresh, "_not_null");
    new NotNulls(major).prove(steps, relation, proof, fresh);
    return proof;
  }

  private void rebuild(Steps steps, CatalogObject index) throws NoSaferForm {
    String temporary = Names.fresh(delta.after(), index.name(), "_new");
    String definition = Names.replaceColumn(index.property("definition"), now.part(), fresh);
    Indexes.concurrently(
        steps,
        index,
        definition.replaceFirst(
            "INDEX " + java.util.regex.Pattern.quote(Names.id(index.name())) + " ON",
            "INDEX " + java.util.regex.Matcher.quoteReplacement(Names.id(temporary)) + " ON"));
    String schema = Names.id(index.schema()) + ".";
    swap.add("DROP INDEX " + Names.of(index));
    swap.add(
        "ALTER INDEX " + schema + Names.id(temporary) + " RENAME TO " + Names.id(index.name()));
  }

  private void recreate(Steps steps, CatalogObject constraint) throws NoSaferForm {
    String name = constraint.part();
    String temporary = Names.fresh(delta.after(), name, "_new");
    if (constraint.detail("type").equals("u")) {
      CatalogObject index = delta.after().find(constraint.detail("index")).orElseThrow();
      String definition = Names.replaceColumn(index.property("definition"), now.part(), fresh);
      Indexes.concurrently(
          steps,
          index,
          definition.replaceFirst(
              "INDEX " + java.util.regex.Pattern.quote(Names.id(name)) + " ON",
              "INDEX " + java.util.regex.Matcher.quoteReplacement(Names.id(temporary)) + " ON"));
      swap.add("ALTER TABLE " + relation + " DROP CONSTRAINT " + Names.id(name));
      swap.add(
          "ALTER TABLE "
              + relation
              + " ADD CONSTRAINT "
              + Names.id(name)
              + " UNIQUE USING INDEX "
              + Names.id(temporary)
              + (constraint.detail("deferrable").isEmpty() ? "" : " DEFERRABLE")
              + (constraint.detail("deferrable").equals("deferred") ? " INITIALLY DEFERRED" : ""));
      return;
    }
    String definition = Names.replaceColumn(constraint.property("definition"), now.part(), fresh);
    String add =
        "ALTER TABLE " + relation + " ADD CONSTRAINT " + Names.id(temporary) + " " + definition;
    steps.strong(add + " NOT VALID", "binds new rows at once and asks nothing of old ones");
    if (constraint.property("validated") == null) {
      steps.weak(
          "ALTER TABLE " + relation + " VALIDATE CONSTRAINT " + Names.id(temporary),
          "reads the old rows under a lock that lets reads and writes pass");
    }
    swap.add("ALTER TABLE " + relation + " DROP CONSTRAINT " + Names.id(name));
    swap.add(
        "ALTER TABLE "
            + relation
            + " RENAME CONSTRAINT "
            + Names.id(temporary)
            + " TO "
            + Names.id(name));
  }

  private void swap(Steps steps, String proof) {
    steps.control("BEGIN", SWAP);
    String alterOld = "ALTER TABLE " + relation + " ALTER COLUMN " + Names.id(now.part());
    String alterNew = "ALTER TABLE " + relation + " ALTER COLUMN " + Names.id(fresh);
    List<String> sql = new ArrayList<>();
    sql.add("DROP TRIGGER " + Names.id(sync()) + " ON " + relation);
    if (proof != null && major < 18) {
      sql.add(alterNew + " SET NOT NULL");
      sql.add("ALTER TABLE " + relation + " DROP CONSTRAINT " + Names.id(proof));
    }
    Optional<CatalogObject> sequence = ownedSequence();
    sequence.ifPresent(
        each ->
            sql.add(
                "ALTER SEQUENCE "
                    + Names.of(each)
                    + " OWNED BY "
                    + relation
                    + "."
                    + Names.id(fresh)));
    if (was.property("default") != null) {
      sql.add(alterOld + " DROP DEFAULT");
    }
    if (now.property("default") != null) {
      sql.add(alterNew + " SET DEFAULT " + now.property("default"));
    }
    if (was.property("not null") != null) {
      sql.add(alterOld + " DROP NOT NULL");
    }
    if (proof != null && major >= 18) {
      NotNulls.constraint(delta.after(), table, now.part())
          .ifPresent(
              named ->
                  sql.add(
                      "ALTER TABLE "
                          + relation
                          + " RENAME CONSTRAINT "
                          + Names.id(proof)
                          + " TO "
                          + Names.id(named.part())));
    }
    sql.addAll(swap);
    sql.add(
        "ALTER TABLE "
            + relation
            + " RENAME COLUMN "
            + Names.id(now.part())
            + " TO "
            + Names.id(old));
    sql.add(
        "ALTER TABLE "
            + relation
            + " RENAME COLUMN "
            + Names.id(fresh)
            + " TO "
            + Names.id(now.part()));
    if (now.property("comment") != null) {
      sql.add(
          "COMMENT ON COLUMN "
              + relation
              + "."
              + Names.id(now.part())
              + " IS "
              + now.property("comment"));
    }
    sql.forEach(each -> steps.strong(each, SWAP));
    steps.control("COMMIT", SWAP);
  }

  private Optional<CatalogObject> ownedSequence() {
    return delta.after().partsOf(table.id(), "sequence").stream()
        .filter(
            each ->
                (relation + "." + Names.id(now.part()))
                    .endsWith(
                        "." + String.valueOf(each.property("owned by")).replaceAll("^.*\\.", "")))
        .findFirst();
  }
}
