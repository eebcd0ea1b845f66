package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Points of the checklist that depend on locks and on who waited for them. */
final class LockChecks {

  private final Evidence evidence;
  private final List<Finding> findings;

  LockChecks(Evidence evidence, List<Finding> findings) {
    this.evidence = evidence;
    this.findings = findings;
  }

  ChecklistItem reviewed() {
    Optional<String> unknown = unknownFacts(evidence.recording());
    List<Finding> errors = errors();
    String against =
        unknown.orElse(errors.isEmpty() ? null : "open findings of severity error: " + in(errors));
    return new ChecklistItem(
        "locks-reviewed",
        "Reviewed for locking",
        against == null,
        against == null ? known() : against,
        errors.isEmpty() ? "statements" : "findings");
  }

  /** Why the facts take does not know the work and the locks of all statements, if so. */
  static Optional<String> unknownFacts(Recording recording) {
    Take facts = recording.facts().orElse(null);
    if (facts == null) {
      return Optional.of("there was no facts take, so locks and work are not known");
    }
    if (facts.incomplete() != null) {
      return Optional.of("the facts take did not run to its end: " + facts.incomplete());
    }
    return facts.statements().stream()
        .filter(run -> run.outcome() != StatementRun.Outcome.OK)
        .findFirst()
        .map(run -> "S" + run.index() + " did not end well in the facts take");
  }

  private List<Finding> errors() {
    return findings.stream()
        .filter(each -> each.counts() && each.severity() == Severity.ERROR)
        .toList();
  }

  private static String in(List<Finding> findings) {
    return findings.stream()
        .map(each -> each.name() + (each.statement() == null ? "" : " in S" + each.statement()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String known() {
    List<StatementResult> statements = evidence.statements();
    long sampled =
        statements.stream()
            .filter(each -> each.locks().stream().anyMatch(l -> l.known() == Known.SAMPLED))
            .count();
    return "locks of %s recorded%s, and no finding of severity error is open"
        .formatted(
            Figures.count(statements.size(), "statement", "statements"),
            sampled == 0 ? " exactly" : ", of " + sampled + " by sampling");
  }

  ChecklistItem noWindow(List<BudgetResult> budgets, List<String> missing) {
    BudgetResult limit =
        budgets.stream().filter(b -> b.name().equals("max-stall")).findFirst().orElse(null);
    String against = windowNeeded(limit, missing);
    return new ChecklistItem(
        "no-maintenance-window",
        "No maintenance window needed",
        against == null,
        against == null ? stall() + ", limit " + Figures.duration(limit.limitNanos()) : against,
        "blocking");
  }

  private String windowNeeded(BudgetResult limit, List<String> missing) {
    if (limit == null) {
      return "no limit on stalls was set; --max-stall says what your application bears";
    }
    if (Boolean.FALSE.equals(limit.met())) {
      return "%s, limit %s: use a safer form, or plan a window"
          .formatted(stall(), Figures.duration(limit.limitNanos()));
    }
    if (limit.met() == null || !missing.isEmpty()) {
      return missing.isEmpty()
          ? "stalls could not be judged"
          : "evidence is missing: " + missing.get(0);
    }
    return unknownFacts(evidence.recording()).orElse(null);
  }

  private String stall() {
    Long longest = evidence.longestStallNanos();
    return longest == null || longest == 0
        ? "no probe was held up by a lock"
        : "longest stall " + Figures.duration(longest);
  }

  ChecklistItem timeouts(List<LockPolicy> policies) {
    String against = noTimeout(policies);
    return new ChecklistItem(
        "timeouts-set",
        "Lock timeout set",
        against == null,
        against == null ? timeoutsSet(policies) : against,
        "lock-queue");
  }

  private String noTimeout(List<LockPolicy> policies) {
    Optional<String> unknown = unknownFacts(evidence.recording());
    if (unknown.isPresent()) {
      return unknown.get();
    }
    return strong().stream()
        .map(index -> noTimeout(index, policies))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** What the server said, not what the script says: a role or database may set it too. */
  private static Optional<String> noTimeout(int statement, List<LockPolicy> policies) {
    LockPolicy policy =
        policies.stream().filter(each -> each.statement() == statement).findFirst().orElse(null);
    String name = "S" + statement;
    if (policy == null) {
      return Optional.of(name + " may queue behind a long transaction, which was not drilled");
    }
    if (policy.gap() != null) {
      return Optional.of(name + " could not be drilled: " + policy.gap());
    }
    return policy.ownLockTimeoutNanos() == null
        ? Optional.of(name + " waits for its lock without limit")
        : Optional.empty();
  }

  private String timeoutsSet(List<LockPolicy> policies) {
    return policies.stream()
        .filter(policy -> strong().contains(policy.statement()))
        .map(LockPolicy::ownLockTimeoutNanos)
        .max(Long::compare)
        .map(nanos -> "every strong lock is waited for at most " + Figures.duration(nanos))
        .orElse("no statement takes a lock that holds up reads or writes");
  }

  private List<Integer> strong() {
    return evidence.statements().stream()
        .map(StatementResult::index)
        .filter(index -> !evidence.locks().blocking(index).isEmpty())
        .filter(evidence.locks()::locksExisting)
        .toList();
  }
}
