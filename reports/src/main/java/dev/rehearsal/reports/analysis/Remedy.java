package dev.rehearsal.reports.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What to do instead, by what was done under the lock. */
final class Remedy {

  private static final String COMMIT =
      "Commit after each statement that takes a strong lock, so that it is not held by what follows.";

  private Remedy() {}

  /** For work under a lock of the statement's own. */
  static String forWork(List<StatementResult.Work> work) {
    Set<String> advice = new LinkedHashSet<>();
    for (StatementResult.Work each : work) {
      switch (each.kind()) {
        case WorkUnderLock.REWRITE ->
            advice.add(
                "Add a new column, fill it in batches and swap, instead of rewriting the table.");
        case WorkUnderLock.INDEX_BUILD ->
            advice.add("Build the index with CREATE INDEX CONCURRENTLY.");
        case WorkUnderLock.INDEX_REBUILD ->
            advice.add("Rebuild the index with REINDEX CONCURRENTLY.");
        case WorkUnderLock.ROWS_CHANGED ->
            advice.add(
                "Change rows in small batches, each committed, before or after the strong lock.");
        default ->
            advice.add(
                "Let a NOT VALID constraint and VALIDATE CONSTRAINT do the scan under a lock that lets"
                    + " others pass.");
      }
    }
    // An index build or a rewrite is what scans; advice on scanning alone would mislead.
    if (advice.size() > 1) {
      advice.removeIf(text -> text.startsWith("Let a NOT VALID"));
    }
    return String.join(" ", advice);
  }

  /** For a lock that was kept while later statements ran. */
  static String forAccumulation(List<StatementResult.Work> work) {
    return work.isEmpty() ? COMMIT : COMMIT + " " + forWork(work);
  }

  /** For a stall: by the work of the statement, by its wait in the queue, or by its transaction. */
  static String forStall(
      StatementResult statement, boolean heldBeyond, boolean queued, FindingKind kind) {
    if (queued) {
      return "Set lock_timeout and retry, so that nobody queues behind a waiting migration.";
    }
    List<StatementResult.Work> own =
        statement.workUnderLock().stream()
            .filter(work -> work.lockedByStatement() == statement.index())
            .toList();
    if (!own.isEmpty()) {
      return forWork(own);
    }
    return heldBeyond ? COMMIT : kind.remedy();
  }
}
