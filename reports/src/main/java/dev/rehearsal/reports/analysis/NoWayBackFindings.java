package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.WayBack;
import java.util.List;
import java.util.Optional;

/**
 * {@code no-way-back}: one for each statement and table of which it takes rows or a column away
 * that neither the way back restored in a rollback take nor the migration had copied before.
 */
final class NoWayBackFindings {

  private final Evidence evidence;
  private final Backups backups;
  private final WayBack.Comparison compared;

  NoWayBackFindings(Evidence evidence) {
    this.evidence = evidence;
    this.backups = new Backups(evidence.recording(), evidence.locks());
    this.compared = WayBackResult.compared(evidence.recording());
  }

  List<Finding> all() {
    return Destructions.of(evidence.recording(), evidence.locks()).stream()
        .filter(destruction -> !restored(destruction))
        .map(this::finding)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Rows that are the same as before were brought back, wherever they had been kept. */
  private boolean restored(Destruction destruction) {
    return compared != null
        && compared.tables().contains(destruction.relation())
        && compared.rows().stream()
            .noneMatch(rows -> rows.relation().equals(destruction.relation()));
  }

  private Optional<Finding> finding(Destruction destruction) {
    long copied = backups.rowsFor(destruction);
    if (copied >= destruction.rows()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            FindingKind.NO_WAY_BACK.id(),
            Severity.WARN,
            destruction.statement(),
            destruction.relation(),
            did(destruction) + "; " + backup(copied) + "; " + wayBack(),
            "what is gone can only come from a backup of the whole database, at the age that it has",
            FindingKind.NO_WAY_BACK.remedy()));
  }

  private String did(Destruction destruction) {
    String rows = Figures.count(destruction.rows(), "row", "rows");
    String place = evidence.labels().statement(destruction.statement()) + " ";
    if (destruction.column() != null) {
      String column = destruction.column() + " of " + destruction.relation();
      return place + "dropped column " + column + ", which has " + rows;
    }
    return place
        + destruction.how()
        + (destruction.how().equals(Destructions.DROPPED)
            ? " " + destruction.relation() + " with " + rows
            : " " + rows + " of " + destruction.relation());
  }

  private static String backup(long copied) {
    return copied == 0
        ? "the migration made no copy before"
        : "the migration had copied only " + Figures.count(copied, "row", "rows");
  }

  private String wayBack() {
    if (compared != null) {
      return "the way back did not restore it";
    }
    return evidence.recording().migration().downScripts().isEmpty()
        ? "there is no down script"
        : "no rollback take shows that a down script restores it";
  }
}
