package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.StatementRun;

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

  boolean changesSchema() {
    return before != after;
  }
}
