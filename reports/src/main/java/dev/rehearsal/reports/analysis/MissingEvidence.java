package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.List;

/** What a verdict would need and the recording does not have, one sentence each. */
final class MissingEvidence {

  private final Evidence evidence;
  private final Recording recording;
  private final List<String> missing = new ArrayList<>();

  private MissingEvidence(Evidence evidence) {
    this.evidence = evidence;
    this.recording = evidence.recording();
  }

  static List<String> of(Evidence evidence, Spread total) {
    MissingEvidence rules = new MissingEvidence(evidence);
    rules.takes();
    rules.times(total);
    rules.traffic();
    rules.schedule();
    rules.missing.addAll(CompatibilityFindings.gaps(evidence.compatibility()));
    rules.drills();
    return rules.missing.stream().distinct().toList();
  }

  private void takes() {
    if (recording.aborted() != null) {
      missing.add("the rehearsal ended early: " + recording.aborted());
    }
    if (recording.facts().isEmpty()) {
      missing.add("there was no facts take, so locks and work are not known");
    }
    for (StatementRun run : evidence.locks().statements()) {
      if (run.gaps().contains(StatementRun.SCHEMA_UNREAD)) {
        missing.add(evidence.labels().statement(run.index()) + ": " + StatementRun.SCHEMA_UNREAD);
      }
    }
    for (Take take : recording.takes()) {
      if (take.incomplete() != null) {
        missing.add(Labels.take(take) + " did not run to its end: " + take.incomplete());
      }
    }
  }

  private void times(Spread total) {
    boolean timed =
        evidence.statements().isEmpty()
            || evidence.statements().stream().anyMatch(each -> each.elapsedNanos() != null);
    if (recording.request().budgets().maxStatementNanos() != null && !timed) {
      missing.add("no timing take measured a statement, which max-statement needs");
    }
    if (recording.request().budgets().maxTotalNanos() != null && total == null) {
      missing.add("no timing take ran to its end, which max-total needs");
    }
  }

  private void traffic() {
    List<Take> traffic = recording.takes(TakeKind.TRAFFIC);
    if (traffic.isEmpty()) {
      if (evidence.maxStall() != null) {
        missing.add("there was no traffic take, which max-stall needs");
      }
      return;
    }
    for (Take take : traffic) {
      if (take.observer() == null) {
        missing.add("nobody watched the lock waits of " + Labels.take(take));
      }
      take.probes().forEach(probe -> counts(take, probe));
    }
    missing.addAll(new ProbeCoverage(evidence).gaps());
    missing.addAll(new UnseenWaits(evidence).all());
  }

  private void counts(Take take, ProbeRun probe) {
    long lost = probe.due() - probe.answered() - probe.timedOut() - probe.refused();
    if (lost != 0) {
      missing.add(
          Figures.count(lost, "firing", "firings")
              + " of probe "
              + probe.name()
              + " in "
              + Labels.take(take)
              + " left without an outcome");
    }
    boolean silent =
        probe.phases().stream()
            .anyMatch(
                phase ->
                    phase.phase().equals("baseline") && phase.due() > 0 && phase.answered() == 0);
    if (silent) {
      missing.add(
          "probe "
              + probe.name()
              + " got no answer in the baseline of "
              + Labels.take(take)
              + why(probe));
    }
  }

  private static String why(ProbeRun probe) {
    return probe.errors().isEmpty()
        ? ""
        : " (SQLSTATE " + String.join(", ", probe.errors().keySet()) + ")";
  }

  private void schedule() {
    long late = recording.instrument().jitterP99Nanos();
    if (evidence.exceedsMaxStall(late)
        && recording.takes(TakeKind.TRAFFIC).stream().anyMatch(this::canStall)) {
      missing.add(
          "this machine keeps a schedule only within "
              + Figures.duration(late)
              + " (p99), which is coarser than max-stall "
              + Figures.duration(evidence.maxStall()));
    }
  }

  private void drills() {
    for (LockPolicy policy : new LockPolicies(evidence).all()) {
      if (policy.gap() != null) {
        missing.add(
            "what queues behind "
                + evidence.labels().statement(policy.statement())
                + " was not fully measured: "
                + policy.gap());
      }
    }
  }

  private boolean canStall(Take take) {
    LockFacts locks = evidence.locks();
    return !evidence
        .longHolds(
            take,
            statement -> !locks.blocking(statement).isEmpty() || locks.changesRows(statement, null))
        .isEmpty();
  }
}
