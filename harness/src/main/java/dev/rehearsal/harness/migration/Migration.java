package dev.rehearsal.harness.migration;

import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Suppression;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be rehearsed, read and split.
 *
 * @param runner who would perform it: {@code psql} for plain SQL files
 * @param recognised what told the runner, or null for plain SQL files
 * @param applied what the runner has done before, on which the migration builds; statements count
 *     for themselves
 * @param batches in the order in which they run
 * @param wayBack the way back, in the order in which it runs, statements counted from 1 over all of
 *     it; empty if there is none
 */
public record Migration(
    String runner,
    String recognised,
    List<Batch> applied,
    List<Batch> batches,
    List<Batch> wayBack) {

  /** Who performs plain SQL files. */
  public static final String PSQL = "psql";

  public Migration {
    applied = List.copyOf(applied);
    batches = List.copyOf(batches);
    wayBack = List.copyOf(wayBack);
  }

  /** Files as psql runs them, without a way back. */
  public Migration(String runner, boolean singleTransaction, List<Script> scripts) {
    this(runner, singleTransaction, scripts, List.of());
  }

  /** Files as psql runs them. */
  public Migration(
      String runner, boolean singleTransaction, List<Script> scripts, List<Script> downScripts) {
    this(
        runner,
        null,
        List.of(),
        eachAlone(singleTransaction, scripts),
        eachAlone(singleTransaction, downScripts));
  }

  private static List<Batch> eachAlone(boolean singleTransaction, List<Script> scripts) {
    Grouping grouping = singleTransaction ? Grouping.TRANSACTION : Grouping.STATEMENTS;
    return scripts.stream().map(script -> Batch.of(grouping, script)).toList();
  }

  /** The migration's own scripts, in order. */
  public List<Script> scripts() {
    return scripts(batches);
  }

  /** The scripts of the way back, in order. */
  public List<Script> downScripts() {
    return scripts(wayBack);
  }

  /** The scripts of batches, without bookkeeping. */
  public static List<Script> scripts(List<Batch> batches) {
    return batches.stream()
        .flatMap(batch -> batch.scripts().stream())
        .filter(script -> !script.bookkeeping())
        .toList();
  }

  /** All its own statements, in order. */
  public List<Statement> statements() {
    return scripts().stream().flatMap(script -> script.statements().stream()).toList();
  }

  /** Whether each script runs as one transaction. */
  public boolean singleTransaction() {
    return !scripts().isEmpty()
        && batches.stream()
            .filter(batch -> !scripts(List.of(batch)).isEmpty())
            .allMatch(
                batch ->
                    batch.grouping() == Grouping.TRANSACTION
                        && scripts(List.of(batch)).size() == 1);
  }

  /** The findings that its comments allow, in order; only of scripts on the way forth. */
  public List<Suppression> suppressions() {
    return statements().stream()
        .flatMap(statement -> AllowComment.suppressions(statement).stream())
        .toList();
  }

  /**
   * What is left to run for who keeps a list of the scripts that went through: the batch of this
   * statement and those after it, with the bookkeeping that comes first in every run.
   */
  public Migration fromTheScriptOf(int statement) {
    List<Batch> through = batches.stream().takeWhile(batch -> !batch.has(statement)).toList();
    Set<String> versions =
        scripts(through).stream()
            .map(Script::version)
            .filter(version -> version != null)
            .collect(Collectors.toSet());
    List<Batch> left =
        batches.stream()
            .filter(batch -> !through.contains(batch) || ofNoneOf(versions, batch))
            .toList();
    return new Migration(runner, recognised, applied, left, wayBack);
  }

  private static boolean ofNoneOf(Set<String> versions, Batch batch) {
    return batch.scripts().stream()
        .allMatch(
            script ->
                script.bookkeeping()
                    && (script.version() == null || !versions.contains(script.version())));
  }

  /** The way back as a migration of its own. */
  public Migration back() {
    return new Migration(runner, recognised, List.of(), wayBack, List.of());
  }

  /** What was done before, as a migration of its own. */
  public Migration before() {
    return new Migration(runner, recognised, List.of(), applied, List.of());
  }
}
