package dev.rehearsal.reports.analysis;

/**
 * A point of the safety checklist that goes with a change.
 *
 * @param name such as {@code rollback-rehearsed}
 * @param claim what ticking it says
 * @param ticked whether the recording shows it; all others are left for a person
 * @param evidence the evidence that ticks it, or what speaks against it or would tick it
 * @param section id of the report's section that has the evidence
 */
public record ChecklistItem(
    String name, String claim, boolean ticked, String evidence, String section) {

  static ChecklistItem ticked(String name, String claim, String evidence, String section) {
    return new ChecklistItem(name, claim, true, evidence, section);
  }

  static ChecklistItem open(String name, String claim, String evidence, String section) {
    return new ChecklistItem(name, claim, false, evidence, section);
  }
}
