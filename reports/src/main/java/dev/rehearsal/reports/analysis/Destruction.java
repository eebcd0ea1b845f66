package dev.rehearsal.reports.analysis;

/**
 * Something that a statement took away.
 *
 * @param statement its index
 * @param relation the table, by the name that it had before the migration
 * @param column the column, or null where whole rows went
 * @param rows how many rows were hit
 * @param how in the past tense, such as {@code dropped}
 */
record Destruction(int statement, String relation, String column, long rows, String how) {}
