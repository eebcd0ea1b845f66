package dev.rehearsal.reports.recording;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * The safer form of the migration, derived from what its statements changed, and rehearsed on the
 * same data.
 *
 * @param steps its statements in order; {@link StatementRun#index} in its takes counts these
 * @param unchanged statements of the original that do harm and for which no safer form was derived
 * @param deploys in how many deploys it has to be rolled out: 1 if all steps may follow one another
 * @param lost what a failure in the middle leaves that the original would have rolled back, one
 *     sentence each
 * @param differences what the schema or the rows that it ends with differ in from the original's,
 *     one sentence each; null if that could not be compared
 * @param takes its facts, timing and traffic takes
 */
public record Rewrite(
    List<Step> steps,
    List<Unchanged> unchanged,
    int deploys,
    List<String> lost,
    @JsonSetter(nulls = Nulls.SET) List<String> differences,
    List<Take> takes) {

  /** How a difference ends that only says where columns stand, which no name depends on. */
  public static final String COLUMN_ORDER = "stand in another order";

  public Rewrite {
    steps = List.copyOf(steps);
    unchanged = List.copyOf(unchanged);
    lost = List.copyOf(lost);
    differences = differences == null ? null : List.copyOf(differences);
    takes = List.copyOf(takes);
  }

  /** Whether it is known to end as the original does, but for the order of columns. */
  public boolean sameEnd() {
    return differences != null
        && differences.stream().allMatch(difference -> difference.endsWith(COLUMN_ORDER));
  }

  /**
   * One statement of the safer form.
   *
   * @param index from 1
   * @param original index of the statement that it comes from
   * @param deploy the deploy that it belongs to, from 1
   * @param script the file that holds it
   * @param sql its text, literals masked unless the user asked for them
   * @param why what it does for safety, in one sentence; null if it is the original's own statement
   */
  public record Step(int index, int original, int deploy, String script, String sql, String why) {}

  /** A statement of the original that stays as it is, and why. */
  public record Unchanged(int original, String why) {}
}
