package dev.rehearsal.harness.migration;

import dev.rehearsal.reports.recording.Suppression;
import java.util.List;

/**
 * What is to be rehearsed, read and split.
 *
 * @param runner who would perform it: {@code psql} for plain SQL files
 * @param singleTransaction whether each script runs as one transaction
 * @param scripts in the order in which they run
 * @param downScripts the way back, in the order in which it runs; empty if there is none
 */
public record Migration(
    String runner, boolean singleTransaction, List<Script> scripts, List<DownScript> downScripts) {
  public Migration {
    scripts = List.copyOf(scripts);
    downScripts = List.copyOf(downScripts);
  }

  /** Without a way back. */
  public Migration(String runner, boolean singleTransaction, List<Script> scripts) {
    this(runner, singleTransaction, scripts, List.of());
  }

  /** All statements, in order. */
  public List<Statement> statements() {
    return scripts.stream().flatMap(script -> script.statements().stream()).toList();
  }

  /** The findings that its comments allow, in order; only of scripts on the way forth. */
  public List<Suppression> suppressions() {
    return statements().stream()
        .flatMap(statement -> AllowComment.suppressions(statement).stream())
        .toList();
  }

  /**
   * What is left to run for who keeps a list of the scripts that went through: the script of this
   * statement and those after it.
   */
  public Migration fromTheScriptOf(int statement) {
    List<Script> left =
        scripts.stream()
            .dropWhile(
                script -> script.statements().stream().allMatch(each -> each.index() < statement))
            .toList();
    return new Migration(runner, singleTransaction, left, downScripts);
  }

  /** The way back as a migration of its own. */
  public Migration wayBack() {
    return new Migration(
        runner, singleTransaction, downScripts.stream().map(DownScript::script).toList());
  }
}
