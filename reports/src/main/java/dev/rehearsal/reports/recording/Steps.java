package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What a steps take asked between the statements of the migration.
 *
 * @param estimates what EXPLAIN expected of each statement before it ran
 * @param calibrations what one unit of the planner's cost takes on this server
 * @param checks which statements of the application worked at which point of the migration
 */
public record Steps(
    List<Estimate> estimates, List<Calibration> calibrations, List<VersionCheck> checks) {

  public Steps {
    estimates = List.copyOf(estimates);
    calibrations = List.copyOf(calibrations);
    checks = List.copyOf(checks);
  }

  /**
   * What the planner expected.
   *
   * @param statement index of the statement
   * @param work what is estimated: {@code scan}, {@code foreign key join}, {@code index sort},
   *     {@code rewrite}, {@code rows changed} or {@code query}
   * @param sql what was explained: the statement itself or the query whose cost it pays, literals
   *     masked unless the user asked for them
   * @param exact whether it is the statement itself
   * @param cost total cost in the planner's units
   * @param rows rows that it expected
   */
  public record Estimate(
      int statement, String work, String sql, boolean exact, double cost, double rows) {}

  /**
   * What one unit of cost takes for one kind of work, measured on this server.
   *
   * @param work as in {@link Estimate}
   * @param nanosPerCost the measured ratio
   */
  public record Calibration(String work, double nanosPerCost) {}

  /**
   * One statement of one version of the application, tried at one point.
   *
   * @param version such as {@code v1}
   * @param query its name in the workload file
   * @param afterStatement index of the last statement that was committed, 0 for none
   * @param sqlState why it failed, or null if it worked
   * @param message the server's message, or null
   */
  public record VersionCheck(
      String version, String query, int afterStatement, String sqlState, String message) {}
}
