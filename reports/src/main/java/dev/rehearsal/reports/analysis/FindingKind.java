package dev.rehearsal.reports.analysis;

/** The findings that this program can make. {@code rehearse explain NAME} prints them. */
public enum FindingKind {
  READS_BLOCKED,
  WRITES_BLOCKED,
  WORK_UNDER_LOCK,
  LOCK_ACCUMULATION,
  STATEMENT_FAILED;

  /** The name as reports and the command line spell it, such as {@code work-under-lock}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
