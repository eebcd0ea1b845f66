package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.LockPolicy;
import dev.rehearsal.reports.figures.Figures;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What piles up behind a statement that waits for its lock, and what a timeout makes of that.
 *
 * @param settings recommended, ready to paste; null if none was shown to work
 * @param note what was left out, or null
 */
record LockQueue(List<Row> rows, String settings, String note) {

  private static final int MOST = 100;
  private static final long MILLI = 1_000_000;

  /**
   * One statement that was drilled.
   *
   * @param met whether the stalls with timeout kept the limit, or null if there is none to keep
   */
  record Row(
      String statement,
      String href,
      String held,
      String without,
      String with,
      String chance,
      String stall,
      Boolean met,
      String gap) {

    /** Such as {@code kept}. */
    public String judgement() {
      return met == null ? "not judged" : met ? "kept" : "exceeded";
    }
  }

  /** Empty if nothing was drilled. */
  static Optional<LockQueue> of(Analysis analysis) {
    List<LockPolicy> policies = analysis.lockPolicies();
    return policies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LockQueue(
                policies.stream().limit(MOST).map(LockQueue::row).toList(),
                settings(policies),
                Capped.note(MOST, policies.size(), " statements")));
  }

  private static Row row(LockPolicy policy) {
    return new Row(
        "S" + policy.statement(),
        "#s" + policy.statement(),
        "%s held %s for %s"
            .formatted(
                Excerpt.line(policy.adversary()),
                Excerpt.line(policy.relation()),
                Figures.duration(policy.holdNanos())),
        without(policy),
        with(policy),
        chance(policy),
        policy.stallWithNanos() == null
            ? Statements.UNKNOWN
            : SaferForm.stall(policy.stallWithNanos()),
        policy.withinBudget(),
        policy.gap() == null ? null : Excerpt.sentence(policy.gap()));
  }

  private static String without(LockPolicy policy) {
    if (policy.waitedNanos() == null) {
      return "not measured";
    }
    String waited =
        policy.gaveUp()
            ? "gave up after %s by its own lock_timeout"
                .formatted(Figures.duration(policy.waitedNanos()))
            : "waited " + Figures.duration(policy.waitedNanos());
    long firings = policy.stalledFirings() == null ? 0 : policy.stalledFirings();
    return firings == 0
        ? waited + "; nobody queued behind it"
        : "%s; %s stalled behind it, up to %s"
            .formatted(
                waited,
                Figures.count(firings, "application statement", "application statements"),
                Figures.duration(policy.queuedNanos()));
  }

  private static String with(LockPolicy policy) {
    return policy.lockTimeoutNanos() == null
        ? "not measured"
        : "lock_timeout %s, about %s between tries"
            .formatted(setting(policy.lockTimeoutNanos()), Figures.duration(policy.pauseNanos()));
  }

  private static String chance(LockPolicy policy) {
    return policy.tries() == 0
        ? Statements.UNKNOWN
        : "%s of %s tries went through"
            .formatted(Figures.count(policy.succeeded()), Figures.count(policy.tries()));
  }

  /** Only what kept within the limit is recommended; of several timeouts the shortest. */
  private static String settings(List<LockPolicy> policies) {
    return policies.stream()
        .filter(policy -> Boolean.TRUE.equals(policy.withinBudget()))
        .filter(policy -> Objects.nonNull(policy.lockTimeoutNanos()))
        .min(java.util.Comparator.comparing(LockPolicy::lockTimeoutNanos))
        .map(LockQueue::settings)
        .orElse(null);
  }

  private static String settings(LockPolicy policy) {
    return """
        SET lock_timeout = '%s';
        -- If a statement fails with SQLSTATE 55P03 (lock_not_available), roll back,
        -- wait about %s, and try again."""
        .formatted(setting(policy.lockTimeoutNanos()), Figures.duration(policy.pauseNanos()));
  }

  /** As the server spells it. */
  static String setting(long nanos) {
    return Math.max(1, nanos / MILLI) + "ms";
  }
}
