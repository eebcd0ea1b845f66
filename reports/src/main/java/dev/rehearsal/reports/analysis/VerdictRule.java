package dev.rehearsal.reports.analysis;

import java.util.List;

/**
 * Comes to a verdict. A failure that was seen outranks evidence that is missing, and missing
 * evidence outranks everything that looks well.
 */
final class VerdictRule {

  /** The exit code when a statement of the migration failed. */
  private static final int REJECTED = 3;

  private static final String WARN = "warn";
  private static final String NEVER = "never";

  private VerdictRule() {}

  static Verdict verdict(
      List<BudgetResult> budgets, List<Finding> findings, List<String> missing, String failOn) {
    boolean broken = budgets.stream().anyMatch(each -> Boolean.FALSE.equals(each.met()));
    if (broken || has(findings, Severity.ERROR)) {
      return Verdict.FAIL;
    }
    if (has(findings, Severity.WARN) && failOn.equals(WARN)) {
      return Verdict.FAIL;
    }
    boolean unmeasured = budgets.stream().anyMatch(each -> each.met() == null);
    if (unmeasured || !missing.isEmpty()) {
      return Verdict.INCONCLUSIVE;
    }
    return has(findings, Severity.WARN) ? Verdict.WARN : Verdict.PASS;
  }

  static int exitCode(Verdict verdict, List<Finding> findings, String failOn) {
    String failed = FindingKind.STATEMENT_FAILED.id();
    if (findings.stream().anyMatch(finding -> finding.name().equals(failed))) {
      return REJECTED;
    }
    return verdict == Verdict.FAIL && failOn.equals(NEVER) ? 0 : verdict.exitCode();
  }

  private static boolean has(List<Finding> findings, Severity severity) {
    return findings.stream().anyMatch(finding -> finding.severity() == severity);
  }
}
