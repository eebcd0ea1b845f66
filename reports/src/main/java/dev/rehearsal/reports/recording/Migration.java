package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What was rehearsed.
 *
 * @param runner who performs it: {@code psql} for plain SQL files
 * @param singleTransaction whether each script ran as one transaction
 * @param scripts the files, in the order in which they ran
 */
public record Migration(String runner, boolean singleTransaction, List<SourceFile> scripts) {
  public Migration {
    scripts = List.copyOf(scripts);
  }
}
