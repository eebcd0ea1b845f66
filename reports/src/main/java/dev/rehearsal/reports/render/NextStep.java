package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.LockPolicy;
import dev.rehearsal.reports.analysis.RewriteResult;
import dev.rehearsal.reports.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to do, in a line of the first screen.
 *
 * @param link the section's name, as a link
 * @param text what it has
 */
record NextStep(String href, String link, String text) {

  /** At most three, the most useful first; only what was measured. */
  static List<NextStep> of(Analysis analysis, List<ChecklistRow> checklist) {
    List<NextStep> steps = new ArrayList<>();
    if (SaferForm.safer(analysis.rewrite())) {
      steps.add(new NextStep("#safer-form", "Safer form", saferForm(analysis.rewrite())));
    }
    analysis.lockPolicies().stream()
        .filter(policy -> Boolean.TRUE.equals(policy.withinBudget()))
        .filter(policy -> Objects.nonNull(policy.lockTimeoutNanos()))
        .findFirst()
        .ifPresent(
            policy -> steps.add(new NextStep("#lock-queue", "Lock timeout", timeout(policy))));
    steps.add(new NextStep("#checklist", "Checklist", ChecklistRow.summary(checklist)));
    return steps;
  }

  private static String saferForm(RewriteResult rewrite) {
    String deploys = Figures.count(rewrite.deploys(), "deploy", "deploys");
    Long stall = rewrite.longestStallNanos();
    Long original = rewrite.originalStallNanos();
    if (stall != null && original != null && stall < original) {
      return "%s instead of %s, rehearsed on the same data, %s"
          .formatted(
              stall == 0 ? "no stall" : "longest stall " + SaferForm.stall(stall),
              SaferForm.stall(original),
              deploys);
    }
    return rewrite.strongestWork() == null
        ? "no work under a lock that blocks others, rehearsed on the same data, " + deploys
        : "rehearsed on the same data, " + deploys;
  }

  private static String timeout(LockPolicy policy) {
    return "lock_timeout %s with retries keeps the limit behind a waiting S%s; longest stall %s"
        .formatted(
            LockQueue.setting(policy.lockTimeoutNanos()),
            policy.statement(),
            SaferForm.stall(policy.stallWithNanos()));
  }
}
