package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.rewrite.Delta.Change;
import dev.rehearsal.reports.postgres.Widening;
import java.util.List;

/** The safer form of one statement that changed the schema, made of its changes alone. */
final class SchemaRewrite {

  private final Observed observed;
  private final Delta delta;
  private final int major;
  private final Columns columns;
  private final NotNulls notNulls;

  SchemaRewrite(Observed observed, int major) {
    this.observed = observed;
    this.delta = new Delta(observed.before(), observed.after());
    this.major = major;
    this.notNulls = new NotNulls(major);
    this.columns = new Columns(delta, notNulls, observed);
  }

  /** What an instant strong lock is for, that a weaker one would do as well. */
  static boolean onlyQueues(Observed observed) {
    List<Change> left = new Delta(observed.before(), observed.after()).left();
    return left.size() == 1 && dropsIndex(left.get(0))
        || left.stream()
            .anyMatch(
                each ->
                    Partitions.concerns(each) && each.after().property("partition bound") == null);
  }

  private static boolean dropsIndex(Change change) {
    return change.dropped()
        && change.any().is("index")
        && change.any().detail("constraint").isEmpty()
        && change.any().detail("kind").equals("i")
        && change.any().detail("parent").isEmpty();
  }

  void write(Steps steps) throws NoSaferForm {
    for (Change change : delta.take(Partitions::concerns)) {
      new Partitions(delta).write(steps, change);
    }
    dropConstraints(steps);
    dropIndexes(steps);
    for (Change change : delta.take(each -> each.created() && each.any().is("column"))) {
      columns.add(steps, change.after());
    }
    changeTypes(steps);
    List<Change> constraints = delta.take(each -> each.created() && each.any().is("constraint"));
    for (Change change :
        delta.take(each -> !each.created() && !each.dropped() && each.any().is("column"))) {
      columns.small(steps, change);
    }
    indexes(steps, constraints);
    for (Change change : constraints) {
      if (!change.after().detail("type").equals("n")) {
        new Constraints(delta, major).add(steps, change.after());
      }
    }
    validate(steps);
    dropColumns(steps);
    refuseTheRest();
  }

  private void dropConstraints(Steps steps) {
    List<Change> columnsGone = droppedColumns();
    for (Change change : delta.take(each -> each.dropped() && each.any().is("constraint"))) {
      CatalogObject constraint = change.before();
      delta.take(each -> each.dropped() && each.any().id().equals(constraint.detail("index")));
      boolean with =
          columnsGone.stream()
              .anyMatch(
                  gone ->
                      gone.before().owner().equals(constraint.owner())
                          && constraint.list("columns").contains(gone.before().part()));
      if (!with && !constraint.detail("type").equals("n")) {
        steps.strong(
            "ALTER TABLE "
                + Names.of(delta.relation(constraint))
                + " DROP CONSTRAINT "
                + Names.id(constraint.part()),
            "is a matter of the catalogs");
      }
    }
  }

  private List<Change> droppedColumns() {
    return delta.left().stream().filter(each -> each.dropped() && each.any().is("column")).toList();
  }

  private void dropIndexes(Steps steps) {
    List<Change> columnsGone = droppedColumns();
    for (Change change : delta.take(each -> each.dropped() && each.any().is("index"))) {
      CatalogObject index = change.before();
      boolean with =
          columnsGone.stream()
              .anyMatch(
                  gone ->
                      gone.before().owner().equals(index.owner())
                          && index.list("columns").contains(gone.before().part()));
      if (!with && index.detail("parent").isEmpty()) {
        Indexes.drop(steps, index);
      }
    }
  }

  private void changeTypes(Steps steps) throws NoSaferForm {
    List<Change> changes =
        delta.take(
            each -> each.any().is("column") && (each.differs("type") || each.differs("collation")));
    for (Change change : changes) {
      CatalogObject table = delta.relation(change.after());
      List<String> rebuilt = observed.run().rebuilt();
      boolean works =
          !spared(change, changes)
              && (observed.rewrote(table) || observed.scanned(table) || !rebuilt.isEmpty());
      if (!works) {
        steps.strong(
            Columns.alter(table, change.after()) + " TYPE " + change.after().property("type"),
            "is a matter of the catalogs");
      } else if (change.differs("not null")) {
        throw new NoSaferForm(
            "it changes type and NOT NULL of " + change.after().object() + " at once");
      } else {
        new TypeChange(delta, major, change).write(steps);
      }
      // Whatever was made anew with the new type is part of this change.
      delta.take(
          each ->
              table.id().equals(each.any().owner())
                  && !each.any().is("column")
                  && !each.created()
                  && !each.dropped());
    }
  }

  /** Of several columns that get another type, those whose rows fit it are not what costs. */
  private static boolean spared(Change change, List<Change> changes) {
    return widens(change) && changes.stream().anyMatch(other -> !widens(other));
  }

  private static boolean widens(Change change) {
    return !change.differs("collation")
        && Widening.is(change.before().property("type"), change.after().property("type"));
  }

  private void indexes(Steps steps, List<Change> constraints) throws NoSaferForm {
    for (Change change : delta.take(each -> each.created() && each.any().is("index"))) {
      CatalogObject index = change.after();
      boolean behind =
          constraints.stream().anyMatch(each -> each.after().detail("index").equals(index.id()));
      if (!behind && index.detail("parent").isEmpty() && index.detail("constraint").isEmpty()) {
        Indexes.build(steps, delta.after(), index);
      }
    }
  }

  private void validate(Steps steps) {
    for (Change change :
        delta.take(each -> each.any().is("constraint") && each.differs("validated"))) {
      if (change.after().property("validated") == null) {
        steps.weak(
            "ALTER TABLE "
                + Names.of(delta.relation(change.after()))
                + " VALIDATE CONSTRAINT "
                + Names.id(change.after().part()),
            "reads the old rows under a lock that lets reads and writes pass");
      }
    }
  }

  private void dropColumns(Steps steps) {
    for (Change change : delta.take(each -> each.dropped() && each.any().is("column"))) {
      delta.take(
          each ->
              each.dropped()
                  && each.any().is("sequence")
                  && change.before().owner().equals(each.before().owner()));
      steps.strong(
          "ALTER TABLE "
              + Names.of(delta.relation(change.before()))
              + " DROP COLUMN "
              + Names.id(change.before().part()),
          "is a matter of the catalogs");
    }
  }

  private void refuseTheRest() throws NoSaferForm {
    for (Change change : delta.left()) {
      String verb = change.created() ? "makes" : change.dropped() ? "drops" : "changes";
      throw new NoSaferForm(
          "it also " + verb + " the " + change.any().kind() + " " + change.any().object());
    }
  }
}
