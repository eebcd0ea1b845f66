package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts the verdict into one sentence with the figure that decided it. */
final class VerdictSentence {

  /** Findings whose evidence already names the statement and what it did. */
  private static final Set<String> SELF_EXPLAINING =
      Set.of(FindingKind.WORK_UNDER_LOCK.id(), FindingKind.LOCK_ACCUMULATION.id());

  private final Evidence evidence;
  private final List<Finding> findings;
  private final List<BudgetResult> budgets;

  VerdictSentence(Evidence evidence, List<Finding> findings, List<BudgetResult> budgets) {
    this.evidence = evidence;
    this.findings = findings;
    this.budgets = budgets;
  }

  String of(Verdict verdict, List<String> missing, Spread total) {
    String reason =
        switch (verdict) {
          case FAIL -> failure();
          case INCONCLUSIVE ->
              missing.isEmpty()
                  ? "a budget was not measured"
                  : missing.get(0) + more(missing.size() - 1);
          case WARN -> finding(findings.get(0)) + otherWarnings();
          case PASS -> pass(total);
        };
    return verdict + ": " + reason.replaceAll("\\s*\\R\\s*", " ");
  }

  private String failure() {
    return ownWait()
        .or(this::failedStatement)
        .or(() -> broken(BudgetCheck.MAX_STALL).map(this::stall))
        .or(() -> broken(BudgetCheck.MAX_STATEMENT).map(this::statement))
        .or(() -> broken(BudgetCheck.MAX_TOTAL).map(this::total))
        .orElseGet(() -> finding(findings.get(0)));
  }

  /** The statement was canceled by us, which is not why it fails. */
  private Optional<String> ownWait() {
    return findings.stream()
        .filter(each -> each.name().equals(FindingKind.RUNNER_BLOCKS_ITSELF.id()))
        .findFirst()
        .map(Finding::effect);
  }

  private Optional<String> failedStatement() {
    return findings.stream()
        .filter(each -> each.name().equals(FindingKind.STATEMENT_FAILED.id()))
        .findFirst()
        .map(each -> evidence.statement(each.statement()))
        .map(
            each ->
                evidence.labels().statement(each.index())
                    + " failed"
                    + (each.sqlState() == null ? "" : " with " + each.sqlState())
                    + (each.message() == null ? "" : ": " + each.message()));
  }

  private String stall(BudgetResult budget) {
    Optional<Stall> longest =
        evidence.stalls().stream().max(Comparator.comparingLong(Stall::nanos));
    String limit = " for " + Figures.duration(budget.measuredNanos()) + limit(budget);
    return longest
        .map(stall -> blocked(stall) + limit)
        .orElse("the migration blocked others" + limit);
  }

  private String blocked(Stall stall) {
    List<Stall> same =
        evidence.stalls().stream()
            .filter(each -> each.statement() == stall.statement())
            .filter(each -> evidence.exceedsMaxStall(each.nanos()))
            .toList();
    String whom =
        new TreeSet<>(same.stream().map(each -> each.reads() ? "reads" : "writes").toList())
            .stream().collect(Collectors.joining(" and "));
    String where =
        new TreeSet<>(
                same.stream().map(Stall::relation).filter(relation -> relation != null).toList())
            .stream().collect(Collectors.joining(" and "));
    return evidence.labels().statement(stall.statement())
        + " blocked "
        + (whom.isEmpty() ? "others" : whom)
        + (where.isEmpty() ? "" : " of " + where);
  }

  private String statement(BudgetResult budget) {
    return evidence.statements().stream()
            .filter(each -> each.elapsedNanos() != null)
            .max(Comparator.comparingLong(each -> each.elapsedNanos().median()))
            .map(each -> evidence.labels().statement(each.index()))
            .orElse("a statement")
        + " took "
        + Figures.duration(budget.measuredNanos())
        + limit(budget);
  }

  private String total(BudgetResult budget) {
    return "the migration took " + Figures.duration(budget.measuredNanos()) + limit(budget);
  }

  private String finding(Finding finding) {
    if (finding.statement() == null) {
      return finding.effect();
    }
    return SELF_EXPLAINING.contains(finding.name())
        ? finding.evidence()
        : evidence.labels().statement(finding.statement()) + ": " + finding.effect();
  }

  private String otherWarnings() {
    long others = findings.stream().filter(each -> each.severity() == Severity.WARN).count() - 1;
    return others == 0 ? "" : "; and " + Figures.count(others, "other warning", "other warnings");
  }

  private String pass(Spread total) {
    Long stall = evidence.longestStallNanos();
    String waited =
        stall == null
            ? "no statement failed"
            : stall == 0
                ? "nobody waited for a lock of the migration"
                : "the longest stall was " + Figures.duration(stall) + maxStall();
    return total == null
        ? waited
        : waited + "; the migration took " + Figures.duration(total.median());
  }

  private String maxStall() {
    return evidence.maxStall() == null
        ? ""
        : " (budget " + Figures.duration(evidence.maxStall()) + ")";
  }

  private Optional<BudgetResult> broken(String name) {
    return budgets.stream()
        .filter(each -> each.name().equals(name) && Boolean.FALSE.equals(each.met()))
        .findFirst();
  }

  private static String limit(BudgetResult budget) {
    return " (budget " + Figures.duration(budget.limitNanos()) + ")";
  }

  private static String more(int others) {
    return others == 0 ? "" : ", and " + Figures.count(others, "other gap", "other gaps");
  }
}
