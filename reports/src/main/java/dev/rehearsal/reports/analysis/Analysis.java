package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import java.util.List;

/**
 * What a recording means. This is {@code result.json}.
 *
 * @param format version of the file format
 * @param recordingSha256 of the recording's file, lower-case hexadecimal
 * @param verdict the answer
 * @param exitCode of the command that made it
 * @param sentence the verdict in one sentence with its key figure
 * @param missing the evidence that is missing, one sentence each; not empty where INCONCLUSIVE
 * @param budgets all limits, kept or not
 * @param findings those that count first, then those that are suppressed; most severe first
 * @param statements one for each statement of the migration
 * @param compatibility which version of the application works when, or null without a steps take
 * @param episodes blocking under traffic
 * @param lockPolicies what drill takes found about statements that want a strong lock
 * @param wayBack what the rollback takes found, or null without one
 * @param longestStallNanos over all probes and traffic takes, or null without a traffic take
 * @param totalNanos the whole migration over the timing takes, or null without one
 * @param checklist the safety checklist of the change, ticked where the recording shows it
 * @param rewrite what the safer form came to, or null if none was rehearsed
 */
public record Analysis(
    int format,
    String recordingSha256,
    Verdict verdict,
    int exitCode,
    String sentence,
    List<String> missing,
    List<BudgetResult> budgets,
    List<Finding> findings,
    List<StatementResult> statements,
    Compatibility compatibility,
    List<Episode> episodes,
    List<LockPolicy> lockPolicies,
    WayBackResult wayBack,
    Long longestStallNanos,
    Spread totalNanos,
    List<ChecklistItem> checklist,
    RewriteResult rewrite) {

  public static final int FORMAT = 1;

  public Analysis {
    missing = List.copyOf(missing);
    budgets = List.copyOf(budgets);
    findings = List.copyOf(findings);
    statements = List.copyOf(statements);
    episodes = List.copyOf(episodes);
    lockPolicies = List.copyOf(lockPolicies);
    checklist = List.copyOf(checklist);
  }

  /**
   * What the recording means. The same recording gives the same analysis, in whatever order it
   * lists the waits.
   *
   * @param recordingSha256 of the recording's file
   */
  public static Analysis of(Recording recording, String recordingSha256) {
    Evidence evidence = Evidence.of(recording);
    Spread total = BudgetCheck.total(recording);
    List<Finding> findings = Findings.of(evidence);
    List<Finding> counting = findings.stream().filter(Finding::counts).toList();
    List<BudgetResult> budgets =
        BudgetCheck.of(
            recording.request().budgets(),
            new Suppressions(evidence).longestStall(findings),
            evidence.statements(),
            total);
    List<String> missing = MissingEvidence.of(evidence, total);
    String failOn = recording.request().failOn();
    Verdict verdict = VerdictRule.verdict(budgets, counting, missing, failOn);
    List<LockPolicy> policies = new LockPolicies(evidence).all();
    return new Analysis(
        FORMAT,
        recordingSha256,
        verdict,
        VerdictRule.exitCode(verdict, counting, failOn),
        new VerdictSentence(evidence, counting, budgets).of(verdict, missing, total)
            + Suppressions.remark(findings),
        missing,
        budgets,
        findings,
        evidence.statements(),
        evidence.compatibility(),
        evidence.episodes(),
        policies,
        WayBackResult.of(recording),
        evidence.longestStallNanos(),
        total,
        Checklist.of(evidence, findings, budgets, missing, total, policies),
        RewriteResult.of(recording, recordingSha256, evidence, findings, total));
  }
}
