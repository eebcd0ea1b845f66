package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the migration took away from the tables that it found, as the facts take saw it: dropped
 * tables and columns, deleted and truncated rows. Whatever the migration itself has made does not
 * count, and a renamed table is still the same.
 */
final class Destructions {

  static final String DROPPED = "dropped";

  private final Map<String, Long> rows = new HashMap<>();
  private final Map<String, String> originalNames = new HashMap<>();
  private final Set<String> newColumns = new HashSet<>();
  private final List<Destruction> all = new ArrayList<>();

  private Destructions(Recording recording) {
    for (Dataset.Table table : recording.dataset().tables()) {
      rows.put(table.name(), table.rows());
    }
  }

  /** In the order of the statements. */
  static List<Destruction> of(Recording recording, LockFacts facts) {
    Destructions destructions = new Destructions(recording);
    for (StatementRun run : facts.statements()) {
      if (run.outcome() == Outcome.OK) {
        destructions.add(run);
      }
    }
    return List.copyOf(destructions.all);
  }

  private void add(StatementRun run) {
    run.modified().forEach(change -> deleted(run, change));
    run.replaced().forEach(table -> truncated(run, table));
    run.changes().forEach(change -> changed(run, change));
  }

  private void deleted(StatementRun run, Modified change) {
    if (change.deleted() > 0) {
      add(run, change.relation(), null, change.deleted(), "deleted");
    }
  }

  /** Moved storage shrinks by nothing, TRUNCATE by everything. */
  private void truncated(StatementRun run, String table) {
    if (run.sizeDelta().getOrDefault(table, 0L) < 0) {
      add(run, table, null, rowsOf(table), "truncated");
    }
  }

  private void changed(StatementRun run, SchemaChange change) {
    if (change.kind().equals("table")) {
      if (change.dropped()) {
        add(run, change.object(), null, rowsOf(change.object()), DROPPED);
      } else if (!change.created()) {
        renamed(change);
      }
    } else if (change.kind().equals("column")) {
      if (change.created()) {
        newColumns.add(change.object());
      } else if (change.dropped() && !newColumns.remove(change.object())) {
        String column = change.object().substring(change.relation().length() + 1);
        add(run, change.relation(), column, rowsOf(change.relation()), DROPPED);
      }
    }
  }

  private void renamed(SchemaChange change) {
    String schema = change.after().get("schema");
    String name = change.after().get("name");
    if (schema != null && name != null) {
      String now = new RelationName(schema, name).toString();
      if (!now.equals(change.object())) {
        originalNames.put(now, original(change.object()));
      }
    }
  }

  private void add(StatementRun run, String table, String column, long hit, String how) {
    if (rowsOf(table) > 0) {
      all.add(new Destruction(run.index(), original(table), column, hit, how));
    }
  }

  /** The rows that were loaded; none for a table that the migration made. */
  private long rowsOf(String table) {
    return rows.getOrDefault(original(table), 0L);
  }

  private String original(String table) {
    return originalNames.getOrDefault(table, table);
  }
}
