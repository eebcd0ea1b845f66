package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.List;

/** Indexes, built and dropped while others read and write. */
final class Indexes {

  static final String WHY =
      "builds while reads and writes go on; if it fails, drop the INVALID index it leaves and run it"
          + " again";

  private Indexes() {}

  static void build(Steps steps, Catalog after, CatalogObject index) throws NoSaferForm {
    if (index.detail("kind").equals("I")) {
      partitioned(steps, after, index);
    } else {
      concurrently(steps, index, definition(index));
    }
  }

  static void concurrently(Steps steps, CatalogObject index, String definition) throws NoSaferForm {
    if (index.property("tablespace") != null) {
      throw new NoSaferForm("the index " + index.object() + " is for a tablespace of its own");
    }
    steps.weak(
        definition.replaceFirst("^CREATE (UNIQUE )?INDEX ", "CREATE $1INDEX CONCURRENTLY "), WHY);
    steps.mayLeave("the index " + index.object() + ", INVALID until it is dropped");
  }

  static String definition(CatalogObject index) {
    return index.property("definition");
  }

  /** The parent's index is only a frame; it becomes valid when all partitions have theirs. */
  private static void partitioned(Steps steps, Catalog after, CatalogObject parent)
      throws NoSaferForm {
    steps.strong(
        definition(parent), "makes a frame that is INVALID until each partition has its own index");
    steps.mayLeave("the index " + parent.object() + ", INVALID until all partitions have theirs");
    attachChildren(steps, after, parent);
  }

  private static void attachChildren(Steps steps, Catalog after, CatalogObject parent)
      throws NoSaferForm {
    List<CatalogObject> children =
        after.objects().stream()
            .filter(each -> each.is("index") && each.detail("parent").equals(parent.id()))
            .toList();
    for (CatalogObject child : children) {
      if (child.detail("kind").equals("I")) {
        steps.strong(definition(child), "makes the frame for the partitions below");
        attachChildren(steps, after, child);
      } else {
        concurrently(steps, child, definition(child));
      }
      steps.strong(
          "ALTER INDEX " + Names.of(parent) + " ATTACH PARTITION " + Names.of(child),
          "gives the partition's index to its parent, which is a matter of the catalogs");
    }
  }

  static void drop(Steps steps, CatalogObject index) {
    boolean partitioned = index.detail("kind").equals("I");
    if (partitioned) {
      steps.strong("DROP INDEX " + Names.of(index), "cannot be done concurrently when partitioned");
    } else {
      steps.weak(
          "DROP INDEX CONCURRENTLY " + Names.of(index),
          "waits for others instead of making them wait");
    }
  }
}
