package dev.rehearsal.reports.analysis;

/**
 * One limit and what was measured against it.
 *
 * @param name such as {@code max-stall}
 * @param limitNanos the limit
 * @param measuredNanos what was measured, or null if it was not; of stalls, the longest that no
 *     suppression answers for
 * @param met whether it was kept, or null if nothing was measured
 */
public record BudgetResult(String name, long limitNanos, Long measuredNanos, Boolean met) {}
