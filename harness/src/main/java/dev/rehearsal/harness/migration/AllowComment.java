package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.recording.Suppression;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment that takes responsibility for findings of one statement: {@code -- rehearse:allow
 * FINDING[, FINDING] until 2026-12-31: reason}.
 */
final class AllowComment {

  private static final Pattern FORM =
      Pattern.compile(
          "rehearse:allow\\s+(\\S.*?)\\s+until\\s+(\\S+?)\\s*:\\s*(\\S.*)", Pattern.DOTALL);

  private static final String EXAMPLE =
      "write, on a line before the statement,"
          + " -- rehearse:allow work-under-lock until 2026-12-31: fewer than 1000 rows";

  private static final List<String> FINDINGS =
      Arrays.stream(FindingKind.values()).map(FindingKind::id).toList();

  private final Statement statement;
  private final Statement.Remark remark;
  private final List<Problem> faults = new ArrayList<>();
  private final List<Suppression> suppressions = new ArrayList<>();

  private AllowComment(Statement statement, Statement.Remark remark) {
    this.statement = statement;
    this.remark = remark;
    read();
  }

  /** What the comments of a statement allow, in order; what is wrong in them is left out. */
  static List<Suppression> suppressions(Statement statement) {
    return statement.remarks().stream()
        .flatMap(remark -> new AllowComment(statement, remark).suppressions.stream())
        .toList();
  }

  /** What is wrong in the comments of a statement. */
  static List<Problem> faults(Statement statement) {
    return statement.remarks().stream()
        .flatMap(remark -> new AllowComment(statement, remark).faults.stream())
        .toList();
  }

  /** Of a comment that stands before no statement. */
  static Problem stray(String script, Statement.Remark remark) {
    return Faults.at(
        script, remark.line(), "this comment stands before no statement of its own; " + EXAMPLE);
  }

  private void read() {
    Matcher form = FORM.matcher(remark.text());
    if (!form.matches()) {
      fault("a comment to rehearse names findings, the last day and a reason; " + EXAMPLE);
      return;
    }
    String until = date(form.group(2));
    String reason = form.group(3).strip().replaceAll("\\s+", " ");
    for (String finding : form.group(1).split("\\s*,\\s*")) {
      if (known(finding) && until != null) {
        suppressions.add(
            new Suppression(
                finding, statement.index(), statement.script(), remark.line(), until, reason));
      }
    }
  }

  private String date(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException notADate) {
      fault("the last day is a date such as 2026-12-31, was " + text);
      return null;
    }
  }

  private boolean known(String finding) {
    if (finding.equals(FindingKind.STATEMENT_FAILED.id())) {
      fault(finding + " cannot be allowed; correct the statement or the data");
      return false;
    }
    if (!FINDINGS.contains(finding)) {
      String wayOut =
          Nearest.to(finding, FINDINGS)
              .map(nearest -> "did you mean " + nearest + "?")
              .orElse("docs/reference/findings.md lists them all");
      fault("there is no finding " + finding + "; " + wayOut);
      return false;
    }
    return true;
  }

  private void fault(String sentence) {
    faults.add(Faults.at(statement.script(), remark.line(), sentence));
  }
}
