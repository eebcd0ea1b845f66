package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What was rehearsed.
 *
 * @param runner who performs it: {@code psql} for plain SQL files
 * @param singleTransaction whether each script ran as one transaction
 * @param scripts the files, in the order in which they ran
 * @param suppressions findings that its author answers for
 */
public record Migration(
    String runner,
    boolean singleTransaction,
    List<SourceFile> scripts,
    List<Suppression> suppressions) {
  public Migration {
    scripts = List.copyOf(scripts);
    suppressions = List.copyOf(suppressions);
  }
}
