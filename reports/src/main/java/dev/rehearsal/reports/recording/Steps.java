package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What a steps take asked between the statements of the migration. Nothing of it was asked while a
 * statement ran.
 *
 * @param estimates what EXPLAIN expected of each statement before it ran; several of one statement
 *     add up
 * @param withoutEstimate the statements that have none
 * @param calibrations what the planner's cost comes to in time on this server
 * @param versions the application's, with the statements that were tried
 * @param checkedAfter where they were tried: index of the last statement that was committed, 0 for
 *     none
 * @param failures what did not work there; everything else did
 */
public record Steps(
    List<Estimate> estimates,
    List<NoEstimate> withoutEstimate,
    List<Calibration> calibrations,
    List<Version> versions,
    List<Integer> checkedAfter,
    List<QueryFailure> failures) {

  public Steps {
    estimates = List.copyOf(estimates);
    withoutEstimate = List.copyOf(withoutEstimate);
    calibrations = List.copyOf(calibrations);
    versions = List.copyOf(versions);
    checkedAfter = List.copyOf(checkedAfter);
    failures = List.copyOf(failures);
  }

  /**
   * What the planner expected. It knows of pages and rows, not of write-ahead log, triggers or how
   * fast the disk is.
   *
   * @param statement index of the statement
   * @param work what is estimated, such as {@code index sort on text}; {@link Calibration} has the
   *     same words
   * @param relation the table, or null where it is the statement itself
   * @param sql what was explained: the statement itself or the query whose cost it pays, literals
   *     masked unless the user asked for them
   * @param exact whether it is the statement itself
   * @param cost total cost in the planner's units
   * @param rows rows that it expected to be changed, returned or read
   * @param actualRows rows that the table had, or null where it is the statement itself
   */
  public record Estimate(
      int statement,
      String work,
      String relation,
      String sql,
      boolean exact,
      double cost,
      double rows,
      Long actualRows) {}

  /**
   * A statement of which nothing could be expected.
   *
   * @param why in a few words
   */
  public record NoEstimate(int statement, String why) {}

  /**
   * What one kind of work takes on this server, measured on a table made for it.
   *
   * @param work as in {@link Estimate}
   * @param nanosPerCost for each unit of cost
   * @param nanosPerRow and for each row that is expected to be written
   */
  public record Calibration(String work, double nanosPerCost, double nanosPerRow) {}

  /**
   * A version of the application.
   *
   * @param name such as {@code v1}
   * @param derived whether it was made up from the schema and not given by the user
   */
  public record Version(String name, boolean derived, List<Query> queries) {
    public Version {
      queries = List.copyOf(queries);
    }
  }

  /** One statement of a version, with {@code $1} for parameters. */
  public record Query(String name, String sql) {}

  /**
   * One statement of one version that did not work at one point.
   *
   * @param version such as {@code v1}
   * @param query its name
   * @param how {@code fresh} if it was prepared there and then, {@code prepared} if its session had
   *     prepared it before the migration; each in a transaction that was rolled back
   * @param afterStatement index of the last statement that was committed, 0 for none
   * @param sqlState the server's code
   * @param message the server's message
   */
  public record QueryFailure(
      String version, String query, How how, int afterStatement, String sqlState, String message) {}

  /** How a statement of the application was tried. Written in lower case in the file. */
  public enum How {
    FRESH,
    PREPARED
  }
}
