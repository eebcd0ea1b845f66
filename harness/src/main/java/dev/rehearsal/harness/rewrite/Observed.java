package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;

/**
 * A statement as the facts take saw it.
 *
 * @param run its facts, under the same index
 * @param before the schema before it, or null where it was not inspected, as BEGIN is not
 * @param after the schema after it; the same object if nothing changed
 * @param worksUnderLock whether it worked while others were locked out of an existing table
 */
public record Observed(
    Statement statement, StatementRun run, Catalog before, Catalog after, boolean worksUnderLock) {

  int index() {
    return statement.index();
  }

  boolean tagged(String tag) {
    return tag.equals(run.tag());
  }

  boolean rewrote(CatalogObject table) {
    return worked(run.rewritten(), table);
  }

  boolean scanned(CatalogObject table) {
    return worked(run.scanned(), table);
  }

  /** A partitioned table has no rows: what is done to them is done to its partitions. */
  private static boolean worked(List<String> relations, CatalogObject table) {
    return table.is("partitioned table")
        ? !relations.isEmpty()
        : relations.contains(table.object());
  }

  boolean transactionControl() {
    return statement.kind() == Statement.Kind.TRANSACTION_CONTROL;
  }

  /** Whether it newly took a lock on an existing table that others have to wait for. */
  boolean locksOut() {
    return run.locks().stream()
        .anyMatch(lock -> lock.acquired() && lock.preexisting() && lock.mode().blocksWrites());
  }

  /** The same by itself: within a transaction an earlier one may have taken the lock it needs. */
  boolean locksOutAlone() {
    return locksOut()
        || changesSchema()
            && run.locks().stream()
                .anyMatch(lock -> lock.preexisting() && lock.mode().blocksWrites());
  }

  boolean changesSchema() {
    return before != after;
  }
}
