package dev.rehearsal.reports.analysis;

/**
 * A named fact about the migration, with evidence from the recording.
 *
 * @param name such as {@code work-under-lock}; {@link FindingKind} describes each
 * @param severity what the measurement and the budgets make of it
 * @param statement index of the statement that caused it, or null if it concerns the whole run
 * @param relation the relation concerned, {@code schema.name}, or null
 * @param evidence what was measured, with figures and how they are known
 * @param effect one sentence that names what is blocked, and for how long
 * @param remedy what to do instead
 */
public record Finding(
    String name,
    Severity severity,
    Integer statement,
    String relation,
    String evidence,
    String effect,
    String remedy) {}
