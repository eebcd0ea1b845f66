package dev.rehearsal.reports.analysis;

import java.util.List;

/**
 * What EXPLAIN expected of a statement before it ran, beside what happened. Cost covers pages and
 * rows, as the planner sees them; write-ahead log, triggers, waiting and a cold disk are not in it.
 *
 * @param known always {@code estimated}
 * @param exact whether the statement itself was explained, and not a query whose cost it pays
 * @param queries what was explained
 * @param cost total in the planner's units, or null where there is no estimate
 * @param rows expected to be changed or returned, or for a query in the statement's place the rows
 *     of the tables it reads; null where there is no estimate
 * @param actualRows the same, counted; null where not known
 * @param rowsRatio actual to expected, both at least 1; null where either is not known
 * @param nanos the cost as time, by what was measured on the same server; null where that was not
 * @param actualNanos median of the timing takes, or null without one
 * @param timeRatio actual to expected; null where either is not known
 * @param why there is no estimate; null where there is one
 */
public record Estimate(
    String known,
    boolean exact,
    List<String> queries,
    Double cost,
    Double rows,
    Long actualRows,
    Double rowsRatio,
    Long nanos,
    Long actualNanos,
    Double timeRatio,
    String why) {

  public Estimate {
    queries = List.copyOf(queries);
  }
}
