package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Estimate;
import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What EXPLAIN expected of a statement, beside what happened.
 *
 * @param time the expected time, or a dash
 * @param beside how many times that what happened was, in time and in rows; or why there is no
 *     estimate
 * @param far whether it was off by ten times or more
 * @param lines the same at length
 */
record Expectation(String time, String beside, boolean far, List<String> lines) {

  private static final double FAR = 10;
  private static final int MOST_QUERIES = 10;

  /** Whether anything was asked, so that there is something to print. */
  static boolean asked(Analysis analysis) {
    return analysis.statements().stream().anyMatch(each -> each.estimate() != null);
  }

  /** A dash where nothing was asked. */
  static Expectation of(StatementResult statement) {
    Estimate estimate = statement.estimate();
    if (estimate == null) {
      return new Expectation(Statements.UNKNOWN, null, false, List.of());
    }
    if (estimate.cost() == null) {
      String why = estimate.why() == null ? "no estimate" : Excerpt.line(estimate.why());
      return new Expectation(Statements.UNKNOWN, why, false, List.of());
    }
    return new Expectation(
        estimate.nanos() == null ? Statements.UNKNOWN : Figures.duration(estimate.nanos()),
        beside(estimate),
        far(estimate.timeRatio()) || far(estimate.rowsRatio()),
        lines(estimate));
  }

  private static String beside(Estimate estimate) {
    List<String> ratios = new ArrayList<>();
    if (estimate.timeRatio() != null) {
      ratios.add("took " + times(estimate.timeRatio()));
    }
    if (estimate.rowsRatio() != null) {
      ratios.add("rows " + times(estimate.rowsRatio()));
    }
    return ratios.isEmpty() ? "not compared" : String.join(", ", ratios);
  }

  private static boolean far(Double ratio) {
    return ratio != null && (ratio >= FAR || ratio <= 1 / FAR);
  }

  /** Such as {@code ×1.1} or {@code ×0.05}. */
  static String times(double ratio) {
    return ratio < 0.01
        ? "×<0.01"
        : String.format(
            Locale.ROOT, ratio >= FAR ? "×%,.0f" : ratio < 1 ? "×%.2f" : "×%.1f", ratio);
  }

  private static List<String> lines(Estimate estimate) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "cost %s, %s expected%s"
            .formatted(
                Figures.count(Math.round(estimate.cost())),
                Figures.count(Math.round(estimate.rows()), "row", "rows"),
                estimate.actualRows() == null
                    ? ""
                    : ", " + Figures.count(estimate.actualRows()) + " counted"));
    String what = estimate.exact() ? "explained: " : "explained in its place: ";
    lines.addAll(Capped.lines(estimate.queries(), MOST_QUERIES, sql -> what + sql));
    return lines;
  }
}
