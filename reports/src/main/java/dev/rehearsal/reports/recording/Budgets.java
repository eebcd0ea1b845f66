package dev.rehearsal.reports.recording;

/**
 * The limits that the user set, in nanoseconds; null where there is none.
 *
 * @param maxStallNanos longest time that a lock may make one application statement wait
 * @param maxStatementNanos longest time of one migration statement
 * @param maxTotalNanos longest time of the whole migration
 */
public record Budgets(Long maxStallNanos, Long maxStatementNanos, Long maxTotalNanos) {}
