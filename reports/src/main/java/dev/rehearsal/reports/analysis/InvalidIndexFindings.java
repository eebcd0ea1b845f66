package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code invalid-index-left}: one for each index that is invalid when the migration has ended, or
 * after it was cut short and run again.
 */
final class InvalidIndexFindings {

  private static final String INVALID = "invalid index";

  private final Evidence evidence;
  private final CutFindings cuts;

  InvalidIndexFindings(Evidence evidence) {
    this.evidence = evidence;
    this.cuts = new CutFindings(evidence);
  }

  List<Finding> all() {
    Map<String, Finding> byIndex = new LinkedHashMap<>(atTheEnd());
    for (CancelDrill drill : CutFindings.drills(evidence)) {
      for (Left left : drill.rerun().left()) {
        if (left.kind().equals(INVALID)) {
          byIndex.putIfAbsent(left.object(), afterACut(drill, left));
        }
      }
    }
    return new ArrayList<>(byIndex.values());
  }

  /** Undisturbed, the migration left them. */
  private Map<String, Finding> atTheEnd() {
    Map<String, Finding> invalid = new LinkedHashMap<>();
    for (StatementRun run : evidence.locks().statements()) {
      for (SchemaChange change : run.changes()) {
        if (change.kind().equals("index")) {
          invalid.remove(change.object());
          if ("no".equals(change.after().get("valid"))) {
            invalid.put(change.object(), atTheEnd(run, change));
          }
        }
      }
    }
    return invalid;
  }

  private Finding atTheEnd(StatementRun run, SchemaChange index) {
    return finding(
        Severity.ERROR,
        run.index(),
        index.relation(),
        index.object()
            + " is invalid after "
            + evidence.labels().statement(run.index())
            + (run.sqlState() == null ? "" : ", which failed with SQLSTATE " + run.sqlState())
            + ", and stays so to the end of the migration",
        index.object());
  }

  private Finding afterACut(CancelDrill drill, Left index) {
    boolean unnoticed = drill.rerun().statement() == null;
    return finding(
        unnoticed ? Severity.ERROR : Severity.WARN,
        drill.statement(),
        index.relation(),
        cuts.cut(drill)
            + (unnoticed
                ? "; running the migration again succeeded and left the index invalid"
                : "; running the migration again failed and left the index invalid"),
        index.object());
  }

  private static Finding finding(
      Severity severity, int statement, String table, String evidence, String index) {
    return new Finding(
        FindingKind.INVALID_INDEX_LEFT.id(),
        severity,
        statement,
        table,
        evidence,
        "every write to "
            + (table == null ? "the table" : table)
            + " may have to maintain "
            + index
            + ", no query uses it, and if it is unique it need not keep duplicates out",
        FindingKind.INVALID_INDEX_LEFT.remedy());
  }
}
