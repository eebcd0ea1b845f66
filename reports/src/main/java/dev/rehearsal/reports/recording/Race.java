package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * Two of the user's tool at once on one database.
 *
 * @param runners both, in no particular order
 */
public record Race(List<Runner> runners) {
  public Race {
    runners = List.copyOf(runners);
  }

  /**
   * One of them.
   *
   * @param tool how it ran
   * @param applied numbers of the migration's statements that it ran and committed
   * @param failure what the server said when a statement of the migration failed, or what the tool
   *     said when it ended with another exit code than 0; null if neither happened
   */
  public record Runner(ToolRun tool, List<Integer> applied, String failure) {
    public Runner {
      applied = List.copyOf(applied);
    }
  }
}
