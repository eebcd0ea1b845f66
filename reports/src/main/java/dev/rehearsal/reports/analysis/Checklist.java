package dev.rehearsal.reports.analysis;

import java.util.List;

/** The safety checklist of a change; a point without evidence is never ticked. */
final class Checklist {
  private Checklist() {}

  /**
   * All points, in the order in which one prepares a deploy.
   *
   * @param missing evidence that the verdict lacks
   * @param total the whole migration over the timing takes, or null
   * @param policies what the lock-queue drill found
   */
  static List<ChecklistItem> of(
      Evidence evidence,
      List<Finding> findings,
      List<BudgetResult> budgets,
      List<String> missing,
      Spread total,
      List<LockPolicy> policies) {
    LockChecks locks = new LockChecks(evidence, findings);
    return List.of(
        DataChecks.productionLike(evidence.recording().dataset()),
        locks.reviewed(),
        WayBackCheck.of(evidence.recording()),
        DataChecks.timeEstimated(evidence.recording().dataset(), total),
        locks.noWindow(budgets, missing),
        WorkChecks.batches(evidence),
        WorkChecks.concurrently(evidence),
        locks.timeouts(policies),
        monitoring(),
        VersionsCheck.of(evidence.compatibility()));
  }

  /** That queries are printed does not mean that somebody watches. */
  private static ChecklistItem monitoring() {
    return ChecklistItem.open(
        "monitoring-at-hand",
        "Monitoring at hand",
        "for a person to tick: the queries are in this report; have them open, as a role that may"
            + " cancel the migration",
        "monitoring");
  }
}
