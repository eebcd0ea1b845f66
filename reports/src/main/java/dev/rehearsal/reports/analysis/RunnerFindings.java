package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.ToolRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code concurrently-in-transaction}, {@code all-in-one-transaction} and {@code dirty-state}: what
 * comes of the way in which the migration tool sends the files.
 */
final class RunnerFindings {

  private static final long LONG_NANOS = 100_000_000;

  private final Evidence evidence;
  private final RunnerScope scope;
  private final String runner;
  private final List<Batch> batches;

  RunnerFindings(Evidence evidence) {
    this.evidence = evidence;
    this.scope = new RunnerScope(evidence.recording());
    this.runner = RunnerName.of(evidence.recording());
    this.batches =
        Stream.concat(
                evidence.recording().migration().batches().stream(),
                ObservedBatches.of(evidence.recording()).stream())
            .toList();
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    List<StatementRun> failed =
        evidence.locks().statements().stream()
            .filter(run -> run.outcome() == StatementRun.Outcome.FAILED)
            .toList();
    for (StatementRun run : failed) {
      inTransaction(run, findings);
      dirty(run, findings);
    }
    if (!failed.isEmpty()) {
      left(failed.get(failed.size() - 1), findings);
    }
    batches.stream()
        .filter(batch -> batch.grouping() == Grouping.TRANSACTION && batch.parts().size() > 1)
        .forEach(batch -> allInOne(batch, findings));
    return findings;
  }

  private void inTransaction(StatementRun run, List<Finding> findings) {
    if (!SqlState.ACTIVE_SQL_TRANSACTION.equals(run.sqlState())) {
      return;
    }
    scope
        .why(run.index())
        .ifPresent(
            why ->
                findings.add(
                    new Finding(
                        FindingKind.CONCURRENTLY_IN_TRANSACTION.id(),
                        Severity.ERROR,
                        run.index(),
                        null,
                        why + "; by itself, as psql sends it, the statement is in none",
                        evidence.labels().statement(run.index())
                            + " fails in every deploy with "
                            + runner,
                        RunnerAdvice.withoutTransaction(runner))));
  }

  private void dirty(StatementRun run, List<Finding> findings) {
    scope
        .batch(run.index())
        .filter(batch -> RunnerAdvice.leavesState(runner, batch.grouping()))
        .map(batch -> RunnerScope.part(batch, run.index()))
        .ifPresent(part -> findings.add(dirty(run, runner, null, part.version(), part.before())));
  }

  /** What a tool that ran itself was seen to leave in the end. */
  private void left(StatementRun failed, List<Finding> findings) {
    evidence.recording().facts().map(Take::tool).map(ToolRun::unfinished).orElse(List.of()).stream()
        .map(left -> dirty(failed, left.runner(), left.table(), left.version(), null))
        .forEach(findings::add);
  }

  private Finding dirty(
      StatementRun run, String tool, String table, String version, String before) {
    RunnerAdvice.Dirty dirty = RunnerAdvice.dirty(tool, table, version, before);
    return new Finding(
        FindingKind.DIRTY_STATE.id(),
        Severity.WARN,
        run.index(),
        null,
        "after the failure " + dirty.left(),
        tool + " applies nothing more until it is told what became of this migration",
        "Take back what the failed migration left, if anything, and run: " + dirty.command());
  }

  /** One for each table that an earlier migration keeps locked, by the statement that locks it. */
  private void allInOne(Batch batch, List<Finding> findings) {
    List<String> told = new ArrayList<>();
    for (Batch.Part part : batch.parts()) {
      for (StatementRun run : evidence.locks().statements()) {
        if (part.has(run.index())) {
          allInOne(batch, part, run, told, findings);
        }
      }
    }
  }

  private void allInOne(
      Batch batch, Batch.Part part, StatementRun run, List<String> told, List<Finding> findings) {
    List<StatementResult> later =
        evidence.statements().stream()
            .filter(each -> each.index() > part.lastStatement() && batch.has(each.index()))
            .toList();
    if (later.stream().noneMatch(this::works)) {
      return;
    }
    for (Map.Entry<String, Lock> held : evidence.locks().blocking(run.index()).entrySet()) {
      if (held.getValue().acquired() && !told.contains(held.getKey())) {
        told.add(held.getKey());
        findings.add(finding(run, held.getKey(), held.getValue(), later));
      }
    }
  }

  private Finding finding(StatementRun run, String table, Lock lock, List<StatementResult> later) {
    long nanos =
        later.stream()
            .filter(each -> each.elapsedNanos() != null)
            .mapToLong(each -> each.elapsedNanos().median())
            .sum();
    boolean timed = later.stream().allMatch(each -> each.elapsedNanos() != null);
    String last = evidence.labels().statement(later.get(later.size() - 1).index());
    return new Finding(
        FindingKind.ALL_IN_ONE_TRANSACTION.id(),
        timed && evidence.exceedsMaxStall(nanos) ? Severity.ERROR : Severity.WARN,
        run.index(),
        table,
        runner
            + " runs all pending migrations in one transaction: "
            + lock.mode().sqlName()
            + " on "
            + table
            + ", taken by "
            + evidence.labels().statement(run.index())
            + ", was held until "
            + last
            + " was done"
            + (timed ? "; the later migrations took " + Figures.duration(nanos) : ""),
        "whoever needs "
            + table
            + " waits for the later migrations too"
            + (timed ? ", for " + Figures.duration(nanos) + " here" : ""),
        FindingKind.ALL_IN_ONE_TRANSACTION.remedy());
  }

  private boolean works(StatementResult statement) {
    Long limit = evidence.maxStall();
    long longFrom = limit == null ? LONG_NANOS : Math.min(LONG_NANOS, limit);
    boolean takesLong =
        statement.elapsedNanos() != null && statement.elapsedNanos().median() >= longFrom;
    return takesLong
        || !statement.workUnderLock().isEmpty()
        || evidence
            .locks()
            .statement(statement.index())
            .map(run -> !run.scanned().isEmpty() || !run.rewritten().isEmpty())
            .orElse(false);
  }
}
