package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;

/** What to do instead, for a finding about locks. */
final class Remedy {

  private static final String COMMIT =
      "Commit after each statement that takes a strong lock, so that it is not held by what follows.";

  private Remedy() {}

  /** For work under a lock of the statement's own. */
  static String forWork(StatementRun run, List<StatementResult.Work> work) {
    return Advice.of(run, work);
  }

  /** For a lock that was kept while later statements ran. */
  static String forAccumulation(StatementRun run, List<StatementResult.Work> work) {
    return work.isEmpty() ? COMMIT : (COMMIT + " " + forWork(run, work)).strip();
  }

  /** For a stall: by the work of the statement, by its wait in the queue, or by its transaction. */
  static String forStall(
      StatementRun run,
      StatementResult statement,
      boolean heldBeyond,
      boolean queued,
      FindingKind kind) {
    if (queued) {
      return "Set lock_timeout and retry, so that nobody queues behind a waiting migration.";
    }
    List<StatementResult.Work> own =
        statement.workUnderLock().stream()
            .filter(work -> work.lockedByStatement() == statement.index())
            .toList();
    if (run != null && !own.isEmpty()) {
      return forWork(run, own);
    }
    return heldBeyond ? COMMIT : kind.remedy();
  }
}
