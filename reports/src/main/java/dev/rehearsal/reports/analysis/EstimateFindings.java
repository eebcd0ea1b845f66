package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code estimate-off}: one for each statement whose rows or time EXPLAIN missed by a factor of
 * ten. Differences too small to matter to anybody are left out.
 */
final class EstimateFindings {

  private static final double FACTOR = 10;
  private static final double FEWEST_ROWS = 1_000;
  private static final long SHORTEST_NANOS = 100_000_000;

  private final Evidence evidence;

  EstimateFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    return evidence.statements().stream()
        .filter(each -> each.estimate() != null && each.estimate().why() == null)
        .filter(each -> rowsOff(each.estimate()) || timeOff(each.estimate()))
        .map(this::finding)
        .toList();
  }

  private static boolean rowsOff(Estimate estimate) {
    return off(estimate.rowsRatio())
        && Math.max(estimate.actualRows(), estimate.rows()) >= FEWEST_ROWS;
  }

  private static boolean timeOff(Estimate estimate) {
    return off(estimate.timeRatio())
        && Math.max(estimate.actualNanos(), estimate.nanos()) >= SHORTEST_NANOS;
  }

  private static boolean off(Double ratio) {
    return ratio != null && (ratio >= FACTOR || ratio <= 1 / FACTOR);
  }

  private Finding finding(StatementResult statement) {
    Estimate estimate = statement.estimate();
    List<String> evidence = new ArrayList<>();
    if (rowsOff(estimate)) {
      evidence.add(
          "%s expected, %s in fact"
              .formatted(rows(Math.round(estimate.rows())), rows(estimate.actualRows())));
    }
    if (timeOff(estimate)) {
      evidence.add(
          "%s estimated, %s measured"
              .formatted(
                  Figures.duration(estimate.nanos()), Figures.duration(estimate.actualNanos())));
    }
    return new Finding(
        FindingKind.ESTIMATE_OFF.id(),
        Severity.INFO,
        statement.index(),
        null,
        String.join("; ", evidence),
        "what EXPLAIN says of "
            + this.evidence.labels().statement(statement.index())
            + " misleads by a factor of "
            + factor(estimate)
            + ", here and probably in production",
        FindingKind.ESTIMATE_OFF.remedy());
  }

  private static String rows(long rows) {
    return Figures.count(rows, "row", "rows");
  }

  private static String factor(Estimate estimate) {
    double largest = 1;
    for (Double ratio :
        List.of(
            rowsOff(estimate) ? estimate.rowsRatio() : 1,
            timeOff(estimate) ? estimate.timeRatio() : 1)) {
      largest = Math.max(largest, Math.max(ratio, 1 / ratio));
    }
    return String.format(Locale.ROOT, "%,d", Math.round(largest));
  }
}
