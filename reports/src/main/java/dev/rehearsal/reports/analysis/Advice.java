package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.postgres.Widening;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do instead of working under a lock: by what the statement made different in the catalogs,
 * whatever its text says, and where that tells nothing, by the work itself.
 */
final class Advice {

  private final StatementRun run;
  private final Set<String> kinds;
  private final Set<String> advice = new LinkedHashSet<>();

  private Advice(StatementRun run, List<StatementResult.Work> work) {
    this.run = run;
    this.kinds = work.stream().map(StatementResult.Work::kind).collect(Collectors.toSet());
  }

  /** In sentences, each once. */
  static String of(StatementRun run, List<StatementResult.Work> work) {
    Advice advice = new Advice(run, work);
    run.changes().forEach(change -> advice.change(change).ifPresent(advice.advice::add));
    if (advice.advice.isEmpty()) {
      advice.work();
    }
    if (advice.changedExistingRows(work)) {
      advice.advice.add(
          "Change rows in small batches, each committed, before or after the strong lock.");
    }
    return String.join(" ", advice.advice);
  }

  /** Filling a table that nobody else sees yet stops nobody by itself. */
  private boolean changedExistingRows(List<StatementResult.Work> work) {
    return work.stream()
        .filter(each -> each.kind().equals(WorkUnderLock.ROWS_CHANGED))
        .anyMatch(
            each ->
                run.locks().stream()
                    .noneMatch(
                        lock -> !lock.preexisting() && lock.relation().equals(each.relation())));
  }

  private Optional<String> change(SchemaChange change) {
    if (change.dropped()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (change.kind()) {
          case "column" -> change.created() ? newColumn(change) : column(change);
          case "constraint" -> change.created() ? newConstraint(change) : null;
          case "index" -> change.created() ? newIndex() : null;
          case "table" -> differs(change, "partition bound") ? partition(change) : null;
          default -> null;
        });
  }

  private String newColumn(SchemaChange change) {
    if (!did(WorkUnderLock.REWRITE)) {
      return null;
    }
    String name = name(change);
    return change.after().containsKey("generated")
        ? "No existing column becomes a stored generated one: add "
            + name
            + " as an ordinary column that a trigger fills, or from Postgres 18 on as a virtual one."
        : "Add "
            + name
            + " without a default, then set the default, which is for new rows only, and fill the old"
            + " rows in batches.";
  }

  private String column(SchemaChange change) {
    String name = name(change);
    if (differs(change, "type") || differs(change, "collation")) {
      return spared(change) ? null : retyped(change, name);
    }
    return differs(change, "not null") && did(WorkUnderLock.SCAN)
        ? "Prove it first: add CHECK ("
            + name
            + " IS NOT NULL) as NOT VALID, validate it, then SET NOT NULL reads nothing; drop the check"
            + " in the end."
        : null;
  }

  /** Of several columns that get another type, those whose rows fit it are not what costs. */
  private boolean spared(SchemaChange change) {
    return widens(change) && run.changes().stream().anyMatch(other -> costly(other));
  }

  private static boolean costly(SchemaChange change) {
    return change.kind().equals("column")
        && !change.created()
        && !change.dropped()
        && differs(change, "type")
        && !widens(change);
  }

  private static boolean widens(SchemaChange change) {
    return !differs(change, "collation")
        && Widening.is(change.before().get("type"), change.after().get("type"));
  }

  private String retyped(SchemaChange change, String name) {
    boolean built = did(WorkUnderLock.INDEX_REBUILD) || did(WorkUnderLock.INDEX_BUILD);
    if (did(WorkUnderLock.REWRITE) || (built && differs(change, "type"))) {
      return "Add a column of type "
          + change.after().get("type")
          + " beside "
          + name
          + ", keep it filled by a trigger, fill the old rows in batches, and swap the names.";
    }
    if (built) {
      return "Leave "
          + name
          + " as it is, and build a second index of that collation with CREATE INDEX CONCURRENTLY.";
    }
    return did(WorkUnderLock.SCAN)
        ? "A check on "
            + name
            + " is evaluated anew: drop it first, add it again as NOT VALID, and validate it."
        : null;
  }

  private String newConstraint(SchemaChange change) {
    String name = name(change);
    String definition = change.after().getOrDefault("definition", "");
    if (definition.startsWith("EXCLUDE")) {
      return "No form of an exclusion constraint spares an existing table: make a new table that has"
          + " it, copy the rows in batches, and swap the names.";
    }
    if (definition.startsWith("UNIQUE") || definition.startsWith("PRIMARY KEY")) {
      return did(WorkUnderLock.INDEX_BUILD)
          ? proof(definition)
              + "Build the index with CREATE UNIQUE INDEX CONCURRENTLY, then add "
              + name
              + " USING INDEX."
          : null;
    }
    // A column that is to be NOT NULL tells of itself.
    return did(WorkUnderLock.SCAN) && !definition.startsWith("NOT NULL")
        ? "Add " + name + " as NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own."
        : null;
  }

  /** A primary key makes its columns NOT NULL, which reads the table unless it is known before. */
  private String proof(String definition) {
    boolean nullable =
        run.changes().stream()
            .anyMatch(
                change ->
                    change.kind().equals("column")
                        && !change.dropped()
                        && change.after().containsKey("not null")
                        && !change.before().containsKey("not null"));
    return definition.startsWith("PRIMARY KEY") && nullable
        ? "Make its columns NOT NULL first, proved by a CHECK that is added as NOT VALID and validated,"
            + " or the key reads the table for that under its strong lock. "
        : "";
  }

  private String newIndex() {
    boolean ofConstraint =
        run.changes().stream()
            .anyMatch(
                change ->
                    change.kind().equals("constraint")
                        && change.created()
                        && change
                            .after()
                            .getOrDefault("definition", "")
                            .matches("(?s)(UNIQUE|PRIMARY KEY|EXCLUDE).*"));
    return did(WorkUnderLock.INDEX_BUILD) && !ofConstraint
        ? "Build the index with CREATE INDEX CONCURRENTLY."
        : null;
  }

  private String partition(SchemaChange change) {
    return did(WorkUnderLock.SCAN)
        ? "Add a check with the partition's bounds to "
            + change.object()
            + " as NOT VALID and validate it; then ATTACH reads nothing."
        : null;
  }

  /** As SQL has to spell it. */
  static String name(SchemaChange change) {
    String name = change.after().get("name");
    return name == null ? change.object() : RelationName.quoted(name);
  }

  private static boolean differs(SchemaChange change, String property) {
    return !Objects.equals(change.before().get(property), change.after().get(property));
  }

  private boolean did(String kind) {
    return kinds.contains(kind);
  }

  /** Where the catalogs tell nothing. An index build or a rewrite is what scans. */
  private void work() {
    if (did(WorkUnderLock.REWRITE)) {
      advice.add(rewrite());
    } else if (did(WorkUnderLock.INDEX_BUILD)) {
      advice.add("Build the index with CREATE INDEX CONCURRENTLY.");
    } else if (did(WorkUnderLock.INDEX_REBUILD)) {
      advice.add("Rebuild the index with REINDEX CONCURRENTLY.");
    } else if (did(WorkUnderLock.SCAN) && !did(WorkUnderLock.ROWS_CHANGED)) {
      advice.add(
          "Let a NOT VALID constraint and VALIDATE CONSTRAINT do the scan under a lock that lets"
              + " others pass.");
    }
  }

  private String rewrite() {
    boolean view =
        run.locks().stream()
            .anyMatch(
                lock ->
                    lock.kind().equals("materialized view")
                        && run.rewritten().contains(lock.relation()));
    if (view) {
      return "REFRESH MATERIALIZED VIEW CONCURRENTLY, for which the view needs a unique index.";
    }
    return Set.of("VACUUM", "CLUSTER").contains(String.valueOf(run.tag()))
        ? "Nothing in Postgres itself writes a table anew while it is in use; the extension pg_repack"
            + " does. A plain VACUUM makes the space free for new rows."
        : "Add a new column or a new table, fill it in batches and swap, instead of rewriting the"
            + " table.";
  }
}
