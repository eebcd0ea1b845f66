package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Severity;
import dev.rehearsal.reports.recording.Suppression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A finding as it is printed.
 *
 * @param id for links, such as {@code f-work-under-lock-s4}
 * @param tone the class that gives its colour
 * @param statement such as {@code S4}, or null if it concerns the whole run
 * @param href the statement's row, or null
 * @param answer the comment that answers for it, or null if it counts
 */
record FindingRow(
    String id,
    String tone,
    String severity,
    String name,
    String statement,
    String href,
    String relation,
    String evidence,
    String effect,
    String remedy,
    String answer) {

  private static final int MOST = 200;

  /** Most severe first, as the analysis has them; at most two hundred. */
  static List<FindingRow> of(List<Finding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    List<FindingRow> rows = new ArrayList<>();
    for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      String id = id(finding);
      int count = seen.merge(id, 1, Integer::sum);
      rows.add(row(count == 1 ? id : id + "-" + count, finding));
    }
    return rows;
  }

  /** The one sentence for places with room for one. */
  public String gist() {
    return effect == null ? evidence : effect;
  }

  /** What was left out, or null. */
  static String note(List<Finding> findings) {
    return findings.size() > MOST
        ? "Showing %s of %s findings, most severe first.".formatted(MOST, findings.size())
        : null;
  }

  private static String id(Finding finding) {
    String base = "f-" + finding.name();
    return finding.statement() == null ? base : base + "-s" + finding.statement();
  }

  private static FindingRow row(String id, Finding finding) {
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    return new FindingRow(
        id,
        !finding.counts() ? "info" : finding.severity() == Severity.ERROR ? "fail" : severity,
        severity,
        finding.name(),
        finding.statement() == null ? null : "S" + finding.statement(),
        finding.statement() == null ? null : "#s" + finding.statement(),
        finding.relation() == null ? null : Excerpt.line(finding.relation()),
        brief(finding.evidence()),
        brief(finding.effect()),
        brief(finding.remedy()),
        finding.counts() ? null : answer(finding.suppressedBy()));
  }

  private static String answer(Suppression comment) {
    String until = comment.until() == null ? "" : ", until " + comment.until();
    return Excerpt.brief(
        "%s (%s:%s%s)"
            .formatted(comment.reason(), Basis.file(comment.script()), comment.line(), until));
  }

  private static String brief(String text) {
    return text == null || text.isBlank() ? null : Excerpt.brief(text);
  }
}
