package dev.rehearsal.reports.analysis;

import java.util.List;

/**
 * Which version of the application works at which point of the migration.
 *
 * @param versions the application's, in the order of the workload file
 * @param rollout which version may run from where to where so that no statement of the migration
 *     breaks the one that is running; empty if there is no such way or no version was given
 */
public record Compatibility(List<VersionResult> versions, List<Deployed> rollout) {

  public Compatibility {
    versions = List.copyOf(versions);
    rollout = List.copyOf(rollout);
  }

  /**
   * One version.
   *
   * @param derived whether it was made up from the schema and not given by the user
   * @param worksThroughout whether it works at every point that was tried
   * @param moments before the migration, and after each statement
   * @param refused what its probes were told in the traffic takes, from the first firing before the
   *     migration to the last one after it
   */
  public record VersionResult(
      String name,
      boolean derived,
      boolean worksThroughout,
      List<Moment> moments,
      List<Refused> refused) {
    public VersionResult {
      moments = List.copyOf(moments);
      refused = List.copyOf(refused);
    }
  }

  /**
   * One version at one point.
   *
   * @param afterStatement index of the statement, 0 for before the migration
   * @param broken what does not work there
   */
  public record Moment(int afterStatement, State state, List<Broken> broken) {
    public Moment {
      broken = List.copyOf(broken);
    }
  }

  /** How a version does at a point. Written in lower case. */
  public enum State {
    WORKS,
    /** Works, but sessions that had prepared its statements fail once, in a transaction. */
    STALE,
    BREAKS,
    /** A transaction was open, so that the application saw what it had seen before. */
    UNTRIED
  }

  /**
   * @param how {@code fresh} or {@code prepared}, as in the recording
   */
  public record Broken(String query, String how, String sqlState, String message) {}

  /** Firings of a probe that the server refused in the traffic takes. */
  public record Refused(String probe, String sqlState, long firings) {}

  /**
   * When a version may run. Two that follow one another overlap where the one can replace the
   * other.
   *
   * @param afterStatement from when on: index of the last statement committed before, 0 for none
   * @param untilStatement index of the last statement that it survives
   */
  public record Deployed(String version, int afterStatement, int untilStatement) {}
}
