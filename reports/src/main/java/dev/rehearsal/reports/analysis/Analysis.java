package dev.rehearsal.reports.analysis;

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
 * @param findings most severe first
 * @param statements one for each statement of the migration
 * @param episodes blocking under traffic
 * @param longestStallNanos over all probes and traffic takes, or null without a traffic take
 * @param totalNanos the whole migration over the timing takes, or null without one
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
    List<Episode> episodes,
    Long longestStallNanos,
    Spread totalNanos) {}
