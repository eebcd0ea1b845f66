package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What was rehearsed.
 *
 * @param runner who performs it: {@code psql} for plain SQL files
 * @param singleTransaction whether each script ran as one transaction
 * @param scripts the files, in the order in which they ran
 * @param suppressions findings that its author answers for
 * @param downScripts the way back, in the order in which it runs; empty if there is none
 * @param recognised what told the runner, or null for plain SQL files
 * @param batches how the runner sends the scripts; empty in recordings of plain SQL files
 * @param command the command line of the user's tool that performed it, or its name and version and
 *     what it read where it was run in process; secrets masked, or null where this program did
 */
public record Migration(
    String runner,
    boolean singleTransaction,
    List<SourceFile> scripts,
    List<Suppression> suppressions,
    List<DownFile> downScripts,
    String recognised,
    List<Batch> batches,
    String command) {
  /** The runner where the user gives a command and does not say what it runs. */
  public static final String SOME_TOOL = "the tool";

  public Migration {
    scripts = List.copyOf(scripts);
    suppressions = List.copyOf(suppressions);
    downScripts = List.copyOf(downScripts);
    batches = batches == null ? List.of() : List.copyOf(batches);
  }

  /** Plain SQL files. */
  public Migration(
      String runner,
      boolean singleTransaction,
      List<SourceFile> scripts,
      List<Suppression> suppressions,
      List<DownFile> downScripts) {
    this(runner, singleTransaction, scripts, suppressions, downScripts, null, List.of(), null);
  }

  /** The same, with nothing excused. */
  Migration withoutSuppressions() {
    return new Migration(
        runner, singleTransaction, scripts, List.of(), downScripts, recognised, batches, command);
  }
}
