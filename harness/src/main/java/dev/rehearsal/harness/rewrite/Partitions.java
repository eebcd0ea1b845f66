package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.rewrite.Delta.Change;
import java.util.stream.Collectors;

/** Partitions that come and go. */
final class Partitions {

  private static final String BOUND = "partition bound";

  private final Delta delta;

  Partitions(Delta delta) {
    this.delta = delta;
  }

  static boolean concerns(Change change) {
    return change.differs(BOUND);
  }

  void write(Steps steps, Change change) throws NoSaferForm {
    // What the partition inherited, or took with it, follows from this.
    delta.take(each -> change.after().id().equals(each.any().owner()));
    if (change.after().property(BOUND) != null) {
      attach(steps, change.after());
    } else {
      detach(steps, change.before(), change.after());
    }
  }

  private void attach(Steps steps, CatalogObject partition) throws NoSaferForm {
    String name = Names.of(partition);
    if (partition.property(BOUND).equals("DEFAULT") || hasDefault(partition.detail("parent"))) {
      throw new NoSaferForm(
          "where there is a default partition the server has to look whether its rows belong there");
    }
    for (CatalogObject index : delta.after().partsOf(partition.id(), "index")) {
      if (delta.before().find(index.id()).isEmpty() && index.detail("constraint").isEmpty()) {
        Indexes.concurrently(steps, index, Indexes.definition(index));
      }
    }
    String proof = Names.fresh(delta.after(), partition.name(), "_bounds");
    String alter = "ALTER TABLE " + name;
    steps.strong(
        alter
            + " ADD CONSTRAINT "
            + Names.id(proof)
            + " CHECK ("
            + partition.detail("partition constraint")
            + ") NOT VALID",
        "says what the partition's bounds will say, and asks nothing of old rows");
    steps.weak(
        alter + " VALIDATE CONSTRAINT " + Names.id(proof),
        "reads the rows before the table is part of the other");
    steps.mayLeave("the constraint " + proof);
    steps.strong(
        "ALTER TABLE "
            + partition.property("parents")
            + " ATTACH PARTITION "
            + name
            + " "
            + partition.property(BOUND),
        "has nothing left to read: the valid check proves the bounds");
    steps.strong(alter + " DROP CONSTRAINT " + Names.id(proof), "the check has done its duty");
  }

  private boolean hasDefault(String parent) {
    return delta.after().objects().stream()
        .anyMatch(
            each -> each.detail("parent").equals(parent) && "DEFAULT".equals(each.property(BOUND)));
  }

  private void detach(Steps steps, CatalogObject was, CatalogObject now) throws NoSaferForm {
    if (hasDefault(was.detail("parent"))) {
      throw new NoSaferForm(
          "a partition cannot be detached concurrently while there is a default partition");
    }
    steps.weak(
        "ALTER TABLE "
            + was.property("parents")
            + " DETACH PARTITION "
            + Names.of(was)
            + " CONCURRENTLY",
        "waits for others instead of making them wait; if it fails, end it with FINALIZE");
    steps.mayLeave("a partition whose detaching is pending");
    String kept =
        delta.after().partsOf(now.id(), "constraint").stream()
            .map(each -> "'" + each.part().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    steps.strong(
        """
        DO $drop$
        DECLARE
          leftover record;
        BEGIN
          FOR leftover IN
            SELECT conname FROM pg_catalog.pg_constraint
            WHERE conrelid = '%1$s'::pg_catalog.regclass AND contype = 'c'
              AND conname <> ALL (ARRAY[%2$s]::text[])
          LOOP
            EXECUTE pg_catalog.format('ALTER TABLE %1$s DROP CONSTRAINT %%I', leftover.conname);
          END LOOP;
        END
        $drop$"""
            .formatted(Names.of(now).replace("'", "''"), kept),
        "removes the check of the bounds that detaching concurrently leaves");
  }
}
