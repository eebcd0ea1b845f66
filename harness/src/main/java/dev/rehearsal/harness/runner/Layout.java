package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.List;
import java.util.Optional;

/** How one tool lays out its migrations, and how it sends them. */
interface Layout {

  /** The tool's name, as {@code --runner} has it. */
  String name();

  /** What tells that the directory is one of this tool's; empty if nothing does. */
  Optional<String> recognise(Directory directory);

  /** Whether all migrations can be in one file, which then is named. */
  default boolean readsFile() {
    return false;
  }

  /**
   * The layout as the directory's own configuration has it.
   *
   * @param problems gets what is wrong with that
   */
  default Layout configured(Directory directory, List<Problem> problems) {
    return this;
  }

  /**
   * All migrations of the directory, in the order in which the tool runs them.
   *
   * @param problems gets what is wrong with it
   */
  List<Version> versions(Directory directory, List<Problem> problems);

  /** Where the tool has its way back. */
  default String wayBack() {
    return "what its own files say";
  }

  /** What the tool sends to apply the versions in one run. */
  void forth(List<Pending> versions, Sending out);

  /** What the tool sends to take the versions back, the last one first; those with a way back. */
  void back(List<Pending> versions, Sending out);
}
