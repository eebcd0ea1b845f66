package dev.rehearsal.reports.render;

import dev.rehearsal.reports.postgres.MonitoringSql;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Queries to watch and to end the migration on production, as far as they fit what it does. */
final class Monitoring {

  /** A query and when to ask it. */
  record Query(String title, String sql) {}

  private final List<StatementRun> runs;

  private Monitoring(List<StatementRun> runs) {
    this.runs = runs;
  }

  static List<Query> of(Recording recording) {
    return new Monitoring(recording.facts().map(take -> take.statements()).orElse(List.of()))
        .queries();
  }

  private List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    queries.add(
        new Query(
            "Before: open transactions that it would queue behind",
            MonitoringSql.LONG_TRANSACTIONS));
    queries.add(new Query("What the migration does now", MonitoringSql.ACTIVITY));
    queries.add(new Query("Locks that it holds or waits for", MonitoringSql.LOCKS));
    queries.add(new Query("Who waits for whom", MonitoringSql.WAITERS));
    addProgress(queries);
    queries.add(
        new Query("Stop it: cancel the statement, which rolls it back", MonitoringSql.CANCEL));
    queries.add(
        new Query(
            "Stop it: end the session, if cancelling does not help or it is idle in a transaction",
            MonitoringSql.TERMINATE));
    if (any(Monitoring::buildsIndex)) {
      queries.add(
          new Query("After stopping it: invalid indexes left", MonitoringSql.INVALID_INDEXES));
    }
    return queries;
  }

  private void addProgress(List<Query> queries) {
    if (any(Monitoring::buildsIndex)) {
      queries.add(new Query("Progress of index builds", MonitoringSql.CREATE_INDEX_PROGRESS));
    }
    if (any(Monitoring::clusters)) {
      queries.add(new Query("Progress of CLUSTER and VACUUM FULL", MonitoringSql.CLUSTER_PROGRESS));
    }
    if (any(run -> tagged(run, "COPY"))) {
      queries.add(new Query("Progress of COPY", MonitoringSql.COPY_PROGRESS));
    }
    if (any(run -> tagged(run, "VACUUM") && !clusters(run))) {
      queries.add(new Query("Progress of VACUUM", MonitoringSql.VACUUM_PROGRESS));
    }
  }

  private boolean any(Predicate<StatementRun> which) {
    return runs.stream().anyMatch(which);
  }

  private static boolean buildsIndex(StatementRun run) {
    return !run.built().isEmpty()
        || !run.rebuilt().isEmpty() && !clusters(run)
        || run.progress().stream().anyMatch(phase -> phase.command().contains("INDEX"));
  }

  /** Both rewrite a table; VACUUM alone never does. */
  private static boolean clusters(StatementRun run) {
    boolean stored = !run.rewritten().isEmpty() || !run.replaced().isEmpty();
    return tagged(run, "CLUSTER") || tagged(run, "VACUUM") && stored;
  }

  private static boolean tagged(StatementRun run, String command) {
    return run.tag() != null && Set.of(run.tag().split(" ")).contains(command);
  }
}
