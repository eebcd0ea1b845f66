package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * How the user's migration tool ran in one take, as a process of its own whose connections led
 * through this program.
 *
 * @param exitCode its own, or null if it had to be ended
 * @param output what it printed, both streams as they came; the middle left out if it was much,
 *     secrets masked, and literals too unless the user asked for them
 * @param connections that it opened, in order
 */
public record ToolRun(Integer exitCode, String output, List<Connection> connections) {
  public ToolRun {
    connections = List.copyOf(connections);
  }

  /**
   * A connection to the disposable server.
   *
   * @param session what the recording calls it, such as {@code tool/1}
   * @param application the name that the tool gave it, or null
   */
  public record Connection(String session, String application) {}
}
