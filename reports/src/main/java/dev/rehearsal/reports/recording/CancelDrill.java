package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * A statement was cut short, then the migration was run again from its start.
 *
 * @param statement index of the statement
 * @param means {@code cancel}, {@code terminate} the backend
 * @param afterNanos how long the statement had run, or null if it was over before it could be cut
 * @param sqlState what the statement ended with, or null if it had ended well
 * @param left what it left behind, such as an invalid index, one sentence each
 * @param changes how the schema differs from the one before the migration
 * @param rerunStatement index of the statement at which running again failed, or null if it went
 *     through
 * @param rerunSqlState why it failed, or null
 * @param rerunMessage the server's message, or null
 */
public record CancelDrill(
    int statement,
    String means,
    Long afterNanos,
    String sqlState,
    List<String> left,
    List<SchemaChange> changes,
    Integer rerunStatement,
    String rerunSqlState,
    String rerunMessage) {

  public CancelDrill {
    left = List.copyOf(left);
    changes = List.copyOf(changes);
  }
}
