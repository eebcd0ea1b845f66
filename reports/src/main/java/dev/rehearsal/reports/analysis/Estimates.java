package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns the planner's cost into time and sets it beside what happened. */
final class Estimates {

  private static final String KNOWN = "estimated";

  private final Steps steps;
  private final Map<String, Steps.Calibration> calibrations = new HashMap<>();

  Estimates(Recording recording) {
    this.steps =
        recording.takes(TakeKind.STEPS).stream()
            .map(Take::steps)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (steps != null) {
      steps.calibrations().forEach(each -> calibrations.put(each.work(), each));
    }
  }

  /**
   * The estimate of a statement, or null without a steps take.
   *
   * @param run as a take tells it that knows its rows
   * @param elapsed over the timing takes, or null
   */
  Estimate of(StatementRun run, Spread elapsed) {
    if (steps == null) {
      return null;
    }
    Long actualNanos = elapsed == null ? null : elapsed.median();
    List<Steps.Estimate> parts =
        steps.estimates().stream().filter(each -> each.statement() == run.index()).toList();
    return parts.isEmpty() ? none(run.index(), actualNanos) : sum(parts, run, actualNanos);
  }

  private Estimate none(int index, Long actualNanos) {
    String why =
        steps.withoutEstimate().stream()
            .filter(each -> each.statement() == index)
            .map(Steps.NoEstimate::why)
            .findFirst()
            .orElse("the steps take did not come to it");
    return new Estimate(
        KNOWN, false, List.of(), null, null, null, null, null, actualNanos, null, why);
  }

  private Estimate sum(List<Steps.Estimate> parts, StatementRun run, Long actualNanos) {
    boolean exact = parts.stream().allMatch(Steps.Estimate::exact);
    double rows = exact ? parts.get(0).rows() : rowsOfTables(parts);
    Long actualRows = exact ? run.rows() : countedRows(parts);
    Long nanos = nanos(parts);
    return new Estimate(
        KNOWN,
        exact,
        parts.stream().map(Steps.Estimate::sql).toList(),
        parts.stream().mapToDouble(Steps.Estimate::cost).sum(),
        rows,
        actualRows,
        actualRows == null ? null : ratio(actualRows, rows),
        nanos,
        actualNanos,
        nanos == null || actualNanos == null ? null : ratio(actualNanos, nanos),
        null);
  }

  /** A table that is read for several purposes has its rows only once. */
  private static double rowsOfTables(List<Steps.Estimate> parts) {
    Map<String, Double> rows = new HashMap<>();
    parts.forEach(part -> rows.putIfAbsent(part.relation(), part.rows()));
    return rows.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Long countedRows(List<Steps.Estimate> parts) {
    Map<String, Long> rows = new HashMap<>();
    for (Steps.Estimate part : parts) {
      if (part.actualRows() == null) {
        return null;
      }
      rows.putIfAbsent(part.relation(), part.actualRows());
    }
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private Long nanos(List<Steps.Estimate> parts) {
    double nanos = 0;
    for (Steps.Estimate part : parts) {
      Steps.Calibration calibration = calibrations.get(part.work());
      if (calibration == null) {
        return null;
      }
      nanos += part.cost() * calibration.nanosPerCost() + part.rows() * calibration.nanosPerRow();
    }
    return Math.round(nanos);
  }

  /** Both at least 1: nothing is infinitely far from nothing. */
  private static double ratio(double actual, double expected) {
    return Math.max(1, actual) / Math.max(1, expected);
  }
}
