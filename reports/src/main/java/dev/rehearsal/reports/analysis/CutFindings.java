package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code not-rerunnable}: one for each statement at which running again fails after a cut. */
final class CutFindings {

  private final Evidence evidence;

  CutFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    Map<Integer, List<CancelDrill>> byStop = new TreeMap<>();
    for (CancelDrill drill : drills(evidence)) {
      if (drill.rerun().statement() != null) {
        byStop.computeIfAbsent(drill.rerun().statement(), key -> new ArrayList<>()).add(drill);
      }
    }
    List<Finding> findings = new ArrayList<>();
    byStop.forEach((statement, drills) -> findings.add(finding(statement, drills)));
    return findings;
  }

  /** Those in which the statement was cut and the migration run again, in order. */
  static List<CancelDrill> drills(Evidence evidence) {
    return evidence.recording().takes(TakeKind.DRILL).stream()
        .map(Take::cancelDrill)
        .filter(Objects::nonNull)
        .filter(drill -> drill.afterNanos() != null && drill.rerun() != null)
        .sorted(Comparator.comparingInt(CancelDrill::statement))
        .toList();
  }

  private Finding finding(int statement, List<CancelDrill> drills) {
    CancelDrill.Rerun rerun = drills.get(0).rerun();
    String place = evidence.labels().statement(statement);
    return new Finding(
        FindingKind.NOT_RERUNNABLE.id(),
        Severity.WARN,
        statement,
        null,
        drills.stream().map(this::cut).collect(Collectors.joining("; "))
            + "; running the script again failed at "
            + place
            + " with SQLSTATE "
            + (rerun.sqlState() == null ? "unknown" : rerun.sqlState())
            + (rerun.message() == null ? "" : ": " + rerun.message()),
        "an interrupted deploy cannot simply be repeated; somebody must clean up",
        FindingKind.NOT_RERUNNABLE.remedy());
  }

  /** Such as {@code statement 2 (V1.sql:3) was cancelled after 40 ms and left …}. */
  String cut(CancelDrill drill) {
    return evidence.labels().statement(drill.statement())
        + (drill.means().equals("cancel") ? " was cancelled" : ": its session was ended")
        + " after "
        + Figures.duration(drill.afterNanos())
        + " and left "
        + left(drill);
  }

  private static String left(CancelDrill drill) {
    List<String> things = new ArrayList<>();
    drill.left().forEach(left -> things.add(thing(left)));
    for (SchemaChange change : drill.changes()) {
      boolean said = drill.left().stream().anyMatch(left -> left.object().equals(change.object()));
      if (!said) {
        things.add(
            change.kind()
                + " "
                + change.object()
                + (change.created() ? " made" : change.dropped() ? " dropped" : " changed"));
      }
    }
    return things.isEmpty() ? "nothing" : String.join(", ", things);
  }

  private static String thing(Left left) {
    return left.rows() == null
        ? left.kind() + " " + left.object()
        : Figures.count(left.rows(), "changed row", "changed rows") + " in " + left.object();
  }
}
