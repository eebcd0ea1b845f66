package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** A migration tool as its users have it: files in its format, and its command line. */
interface Tool {

  String name();

  /** What {@code scripts/install-migration-tools} makes of it, below the tools' directory. */
  String installed();

  /** Writes migrations, and what else the tool wants to have in its project. */
  void write(Project project, List<Version> versions);

  /** A line for the shell, run in the project; {@code {url}} and its like stand for the address. */
  String command();

  /** What the tool has noted, without times, in a query of text. */
  String bookkeeping();

  /** The directory that {@code rehearse run} gets, or null if the format is not understood. */
  default String migrations() {
    return null;
  }

  /** What {@link Case#BASE} is called in that directory. */
  default String base() {
    return "1";
  }

  /** Those in which our replay of its directory is known not to do what it does. */
  default Set<Case> replayedOtherwise() {
    return Set.of();
  }

  /** Those that it cannot express. */
  default Set<Case> lacks() {
    return Set.of(Case.COPY);
  }
}
