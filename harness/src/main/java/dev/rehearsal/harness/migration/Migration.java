package dev.rehearsal.harness.migration;

import java.util.List;

/**
 * What is to be rehearsed, read and split.
 *
 * @param runner who would perform it: {@code psql} for plain SQL files
 * @param singleTransaction whether each script runs as one transaction
 * @param scripts in the order in which they run
 */
public record Migration(String runner, boolean singleTransaction, List<Script> scripts) {
  public Migration {
    scripts = List.copyOf(scripts);
  }

  /** All statements, in order. */
  public List<Statement> statements() {
    return scripts.stream().flatMap(script -> script.statements().stream()).toList();
  }
}
