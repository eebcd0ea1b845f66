package dev.rehearsal.reports.analysis;

/**
 * The part of one firing's waiting that one statement's locks explain.
 *
 * @param take number of the traffic take
 * @param probe the probe's name
 * @param reads whether the probe only reads
 * @param statement the statement
 * @param relation the table that the firing could not use, or null where it cannot be named
 * @param nanos how long
 */
record Stall(int take, String probe, boolean reads, int statement, String relation, long nanos) {}
