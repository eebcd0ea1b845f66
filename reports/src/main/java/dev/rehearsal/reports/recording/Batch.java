package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What the runner sends as one.
 *
 * @param grouping where transactions begin and end
 * @param parts the migration's files in it, in order
 */
public record Batch(Grouping grouping, List<Part> parts) {
  public Batch {
    parts = List.copyOf(parts);
  }

  /**
   * A file of a batch, or the part of one that goes forth.
   *
   * @param script path as the user named it
   * @param version what the runner calls the migration, or null without a runner
   * @param before what the runner calls the version before it, or null if there is none or it was
   *     not run
   * @param firstStatement index of its first statement, or null if it has none
   * @param lastStatement index of its last statement, or null if it has none
   */
  public record Part(
      String script, String version, String before, Integer firstStatement, Integer lastStatement) {

    /** Whether the statement is one of it. */
    public boolean has(int statement) {
      return firstStatement != null && firstStatement <= statement && statement <= lastStatement;
    }
  }

  /** Whether the statement is one of it. */
  public boolean has(int statement) {
    return parts.stream().anyMatch(part -> part.has(statement));
  }
}
