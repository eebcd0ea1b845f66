package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.estimate.Estimator;
import dev.rehearsal.harness.replay.SchemaStep;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;
import java.util.Set;

/**
 * What the facts take told about the migration's reach.
 *
 * @param tables existing tables and materialized views on which it held a lock, {@code schema.name}
 * @param columnsAfter the columns that exist afterwards, {@code schema.name.column}, or null if not
 *     known
 * @param runs its statements, as they go into the recording; empty if not known
 * @param schema before and after each statement that was inspected
 */
record Touched(
    Set<String> tables,
    Set<String> columnsAfter,
    List<StatementRun> runs,
    List<SchemaStep> schema) {
  static final Touched UNKNOWN = new Touched(Set.of(), null);

  Touched {
    tables = Set.copyOf(tables);
    runs = List.copyOf(runs);
    schema = List.copyOf(schema);
  }

  Touched(Set<String> tables, Set<String> columnsAfter) {
    this(tables, columnsAfter, List.of(), List.of());
  }

  /** What is known of a statement, or null if nothing is. */
  Estimator.Seen seen(int statement) {
    SchemaStep step =
        schema.stream().filter(each -> each.index() == statement).findFirst().orElse(null);
    return runs.stream()
        .filter(run -> run.index() == statement)
        .findFirst()
        .map(
            run ->
                new Estimator.Seen(
                    run, step == null ? null : step.before(), step == null ? null : step.after()))
        .orElse(null);
  }

  /** Whether one of these statements may have changed the schema; those not inspected may. */
  boolean schemaChanged(int after, int until) {
    long unchanged =
        schema.stream()
            .filter(step -> step.index() > after && step.index() <= until)
            .filter(step -> step.before() == step.after())
            .count();
    return unchanged < until - after;
  }
}
