package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many rows of a table the migration had copied before it took something away: into a table
 * that it made, by a statement that read the one and filled the other, or into a column that it
 * added to the same table. A copy that the migration drops again is none.
 */
final class Backups {

  private final List<StatementRun> statements;
  private final Set<String> loaded = new HashSet<>();
  private final Set<String> dropped = new HashSet<>();

  Backups(Recording recording, LockFacts facts) {
    this.statements = facts.statements();
    recording.dataset().tables().stream().map(Dataset.Table::name).forEach(loaded::add);
    for (StatementRun run : statements) {
      run.changes().stream()
          .filter(SchemaChange::dropped)
          .map(SchemaChange::object)
          .forEach(dropped::add);
    }
  }

  /** The largest copy of what is taken away, in rows. */
  long rowsFor(Destruction destruction) {
    long copied = inNewTables(destruction);
    return destruction.column() == null ? copied : Math.max(copied, inNewColumns(destruction));
  }

  private long inNewTables(Destruction destruction) {
    Map<String, Long> copies = new HashMap<>();
    for (StatementRun run : upTo(destruction)) {
      if (reads(run, destruction.relation())) {
        for (Modified change : run.modified()) {
          if (!loaded.contains(change.relation()) && !dropped.contains(change.relation())) {
            copies.merge(change.relation(), change.inserted(), Long::sum);
          }
        }
      }
    }
    return copies.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private long inNewColumns(Destruction destruction) {
    boolean added = false;
    long updated = 0;
    for (StatementRun run : upTo(destruction)) {
      added |=
          run.changes().stream()
              .anyMatch(change -> column(change, destruction) && change.created());
      if (added) {
        updated +=
            run.modified().stream()
                .filter(change -> change.relation().equals(destruction.relation()))
                .mapToLong(Modified::updated)
                .sum();
      }
    }
    return updated;
  }

  private boolean column(SchemaChange change, Destruction destruction) {
    return change.kind().equals("column")
        && destruction.relation().equals(change.relation())
        && !dropped.contains(change.object());
  }

  private List<StatementRun> upTo(Destruction destruction) {
    return statements.stream().filter(run -> run.index() <= destruction.statement()).toList();
  }

  private static boolean reads(StatementRun run, String table) {
    return run.scanned().contains(table)
        || run.locks().stream().anyMatch(lock -> lock.relation().equals(table));
  }
}
