package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * How the user's migration tool ran in one take, as a process of its own or a library, whose
 * connections led through this program.
 *
 * @param exitCode its own, or null if it had to be ended; of a library 0, or 1 if it failed
 * @param output what it printed, both streams as they came; the middle left out if it was much,
 *     secrets masked, and literals too unless the user asked for them
 * @param connections that it opened, in order
 * @param unfinished migrations that its own table says have begun and not ended well, read from the
 *     database after a statement had failed
 */
public record ToolRun(
    Integer exitCode, String output, List<Connection> connections, List<Unfinished> unfinished) {
  public ToolRun {
    connections = List.copyOf(connections);
    unfinished = unfinished == null ? List.of() : List.copyOf(unfinished);
  }

  /** One that left nothing unfinished, or of which nobody asked. */
  public ToolRun(Integer exitCode, String output, List<Connection> connections) {
    this(exitCode, output, connections, List.of());
  }

  /** The same, which left these. */
  public ToolRun leaving(List<Unfinished> unfinished) {
    return new ToolRun(exitCode, output, connections, unfinished);
  }

  /**
   * A migration that the tool will not go on from.
   *
   * @param runner whose table has this form: {@code golang-migrate}, {@code prisma} or {@code
   *     flyway}
   * @param table with its schema
   * @param version what the tool calls it
   */
  public record Unfinished(String runner, String table, String version) {}

  /**
   * A connection to the disposable server.
   *
   * @param session what the recording calls it, such as {@code tool/1}
   * @param application the name that the tool gave it, or null
   */
  public record Connection(String session, String application) {}
}
