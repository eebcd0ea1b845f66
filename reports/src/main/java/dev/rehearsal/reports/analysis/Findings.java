package dev.rehearsal.reports.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes all findings of a recording: those that count before those that are suppressed, most severe
 * first, then in the order of the statements.
 */
final class Findings {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::counts)
          .reversed()
          .thenComparing(Finding::severity)
          .thenComparing(Finding::statement, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Findings::rank)
          .thenComparing(Finding::relation, Comparator.nullsFirst(Comparator.naturalOrder()));

  private Findings() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new FailureFindings(evidence).all());
    findings.addAll(new RunnerFindings(evidence).all());
    findings.addAll(new RaceFindings(evidence).all());
    findings.addAll(new OwnWaitFindings(evidence).all());
    findings.addAll(new StallFindings(evidence).all());
    findings.addAll(new WorkFindings(evidence).all());
    findings.addAll(new QueueFindings(evidence).all());
    findings.addAll(new UnbatchedFindings(evidence).all());
    findings.addAll(new NotValidatedFindings(evidence).all());
    findings.addAll(new ConstraintGapFindings(evidence).all());
    findings.addAll(new EstimateFindings(evidence).all());
    findings.addAll(new CompatibilityFindings(evidence).all());
    findings.addAll(new WayBackFindings(evidence).all());
    findings.addAll(new NoWayBackFindings(evidence).all());
    findings.addAll(new CutFindings(evidence).all());
    findings.addAll(new InvalidIndexFindings(evidence).all());
    List<Finding> judged = new ArrayList<>(new Suppressions(evidence).apply(findings));
    judged.sort(ORDER);
    return List.copyOf(judged);
  }

  private static int rank(Finding finding) {
    List<FindingKind> order =
        List.of(
            FindingKind.CONCURRENTLY_IN_TRANSACTION,
            FindingKind.RUNNER_BLOCKS_ITSELF,
            FindingKind.STATEMENT_FAILED,
            FindingKind.DIRTY_STATE,
            FindingKind.NO_RUNNER_LOCK,
            FindingKind.BREAKS_APPLICATION,
            FindingKind.READS_BLOCKED,
            FindingKind.WRITES_BLOCKED,
            FindingKind.WORK_UNDER_LOCK,
            FindingKind.ALL_IN_ONE_TRANSACTION,
            FindingKind.LOCK_ACCUMULATION,
            FindingKind.LOCK_QUEUE_PILEUP,
            FindingKind.NO_LOCK_TIMEOUT,
            FindingKind.UNBATCHED_CHANGE,
            FindingKind.CONSTRAINT_GAP,
            FindingKind.CONSTRAINT_NOT_VALIDATED,
            FindingKind.DATA_LOST,
            FindingKind.NOT_RESTORED,
            FindingKind.NO_WAY_BACK,
            FindingKind.INVALID_INDEX_LEFT,
            FindingKind.NOT_RERUNNABLE);
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).id().equals(finding.name())) {
        return i;
      }
    }
    return order.size();
  }
}
