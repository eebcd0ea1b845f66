package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * A statement was cut short, then the migration was run again from the script that was cut.
 *
 * @param statement index of the statement
 * @param means {@code cancel} the query, or {@code terminate} the session
 * @param plannedNanos after how long it was to be cut: half of what it takes undisturbed
 * @param afterNanos how long it had run when it ended, or null if it was over before it could be
 *     cut; then nothing more was done
 * @param sqlState what the statement ended with, or null if it had ended well
 * @param left what was left behind, besides what earlier statements had committed
 * @param changes how the schema differs from the one before the migration
 * @param rerun the migration run again from the script that was cut, or null if it was not
 */
public record CancelDrill(
    int statement,
    String means,
    long plannedNanos,
    Long afterNanos,
    String sqlState,
    List<Left> left,
    List<SchemaChange> changes,
    Rerun rerun) {

  public CancelDrill {
    left = List.copyOf(left);
    changes = List.copyOf(changes);
  }

  /**
   * Something that should not stay.
   *
   * @param kind {@code invalid index}, {@code constraint not validated}, {@code detach pending},
   *     {@code advisory lock}, {@code open transaction} or {@code rows changed}
   * @param object its name, such as {@code schema.index}; of a lock or a session what it says of
   *     itself
   * @param relation the table concerned, {@code schema.name}, or null
   * @param rows for {@code rows changed} how many rows stay changed, else null
   */
  public record Left(String kind, String object, String relation, Long rows) {}

  /**
   * Running the migration again from the script that was cut, on what was left.
   *
   * @param statement index of the statement at which it failed, or null if it went through
   * @param sqlState why, or null
   * @param message the server's message, or null
   * @param left what is left behind after it
   */
  public record Rerun(Integer statement, String sqlState, String message, List<Left> left) {
    public Rerun {
      left = List.copyOf(left);
    }
  }
}
