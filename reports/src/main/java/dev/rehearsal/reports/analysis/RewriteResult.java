package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import java.util.Comparator;
import java.util.List;

/**
 * What the safer form came to, judged as the original is: by its own takes on the same data. It has
 * no influence on the original's verdict.
 *
 * @param verdict on the safer form
 * @param sentence the verdict in one sentence
 * @param safer whether it is known to be safer: it was rehearsed to its end, it ends as the
 *     original does but for the order of columns, it has no finding of severity error, and it has
 *     fewer of them than the original, works under a weaker lock, or stalls less than half as long
 * @param longestStallNanos over its traffic takes, or null without one
 * @param originalStallNanos the original's, to stand beside it
 * @param strongestWork the work it does under the strongest lock, or null if it does none
 * @param originalWork the original's, or null
 * @param totalNanos all steps over its timing takes, or null without one
 * @param originalNanos the original's, or null
 * @param deploys in how many deploys it has to be rolled out
 * @param lost what a failure in the middle leaves
 * @param differences in what it ends otherwise than the original; null if not compared
 * @param meetsBudgets whether it keeps all limits; null if one could not be measured
 * @param findings about its steps, most severe first; their statement is the step's index
 */
public record RewriteResult(
    Verdict verdict,
    String sentence,
    boolean safer,
    Long longestStallNanos,
    Long originalStallNanos,
    StatementResult.Work strongestWork,
    StatementResult.Work originalWork,
    Spread totalNanos,
    Spread originalNanos,
    int deploys,
    List<String> lost,
    List<String> differences,
    Boolean meetsBudgets,
    List<Finding> findings) {

  public RewriteResult {
    lost = List.copyOf(lost);
    differences = differences == null ? null : List.copyOf(differences);
    findings = List.copyOf(findings);
  }

  /** The judgement of a recording's rewrite, or null if it has none. */
  static RewriteResult of(
      Recording recording, String sha256, Evidence evidence, List<Finding> findings, Spread total) {
    Rewrite rewrite = recording.rewrite();
    if (rewrite == null || rewrite.takes().isEmpty()) {
      return null;
    }
    Analysis own = Analysis.of(recording.withTakes(rewrite.takes()).withoutSuppressions(), sha256);
    StatementResult.Work work = strongest(own.statements());
    StatementResult.Work originalWork = strongest(evidence.statements());
    Long originalStall = evidence.longestStallNanos();
    boolean milder =
        errors(own.findings()) < errors(findings)
            || weaker(work, originalWork)
            || shorter(own.longestStallNanos(), originalStall);
    return new RewriteResult(
        own.verdict(),
        own.sentence(),
        milder && trusted(rewrite, own),
        own.longestStallNanos(),
        originalStall,
        work,
        originalWork,
        own.totalNanos(),
        total,
        rewrite.deploys(),
        rewrite.lost(),
        rewrite.differences(),
        meets(own.budgets()),
        own.findings());
  }

  /** What ends otherwise than the original, or has a finding of its own, is not safer. */
  private static boolean trusted(Rewrite rewrite, Analysis own) {
    return rewrite.takes().stream().allMatch(take -> take.incomplete() == null)
        && rewrite.sameEnd()
        && own.verdict() != Verdict.INCONCLUSIVE
        && errors(own.findings()) == 0;
  }

  private static boolean weaker(StatementResult.Work work, StatementResult.Work original) {
    return original != null && (work == null || work.mode().compareTo(original.mode()) < 0);
  }

  /** Less than half as long: less than that is noise. */
  private static boolean shorter(Long stall, Long original) {
    return stall != null && original != null && stall < original / 2;
  }

  private static long errors(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).count();
  }

  private static StatementResult.Work strongest(List<StatementResult> statements) {
    return statements.stream()
        .flatMap(each -> each.workUnderLock().stream())
        .max(Comparator.comparing(StatementResult.Work::mode))
        .orElse(null);
  }

  private static Boolean meets(List<BudgetResult> budgets) {
    if (budgets.stream().anyMatch(each -> Boolean.FALSE.equals(each.met()))) {
      return false;
    }
    return budgets.stream().anyMatch(each -> each.met() == null) ? null : true;
  }
}
