package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Suppression;

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
 * @param suppressedBy the comment in the migration that answers for it, so that it does not count
 *     for the verdict, or null if it counts
 */
public record Finding(
    String name,
    Severity severity,
    Integer statement,
    String relation,
    String evidence,
    String effect,
    String remedy,
    Suppression suppressedBy) {

  /** One that counts. */
  public Finding(
      String name,
      Severity severity,
      Integer statement,
      String relation,
      String evidence,
      String effect,
      String remedy) {
    this(name, severity, statement, relation, evidence, effect, remedy, null);
  }

  /** Whether it counts for the verdict. */
  public boolean counts() {
    return suppressedBy == null;
  }

  Finding suppressedBy(Suppression suppression) {
    return new Finding(name, severity, statement, relation, evidence, effect, remedy, suppression);
  }
}
