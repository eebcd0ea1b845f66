package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One statement of a hand-written take; what is not said is absent. */
public final class StatementBuilder {
  final int index;
  private final String sql;
  private final List<Lock> locks = new ArrayList<>();
  private final List<String> scanned = new ArrayList<>();
  private final List<String> rewritten = new ArrayList<>();
  private final List<String> rebuilt = new ArrayList<>();
  private final List<String> built = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private final List<StatementRun.Modified> modified = new ArrayList<>();
  private final List<SchemaChange> changes = new ArrayList<>();
  private final TreeMap<String, Long> sizeDelta = new TreeMap<>();
  private final List<String> notices = new ArrayList<>();
  private final List<StatementRun.ProgressPhase> progress = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private String script = "migrations/V42__orders.sql";
  private int line;
  private String tag = "ALTER TABLE";
  private Long rows;
  private Long walBytes;
  private StatementRun.Outcome outcome = StatementRun.Outcome.OK;
  private String sqlState;
  private String message;
  private boolean wrapped = true;
  Integer transaction;

  private StatementBuilder(int index, String sql) {
    this.index = index;
    this.line = index * 2 - 1;
    this.sql = sql;
    this.transaction = index;
  }

  /** A statement in a transaction of its own, on line {@code 2 * index - 1}. */
  public static StatementBuilder statement(int index, String sql) {
    return new StatementBuilder(index, sql);
  }

  public StatementBuilder at(String script, int line) {
    this.script = script;
    this.line = line;
    return this;
  }

  public StatementBuilder transaction(Integer transaction) {
    this.transaction = transaction;
    return this;
  }

  public StatementBuilder tag(String tag) {
    this.tag = tag;
    return this;
  }

  /** A lock that this statement took on a table that existed before. */
  public StatementBuilder locks(String table, LockMode mode) {
    return lock(table, "table", null, mode, true, true);
  }

  /** A lock on an existing table that an earlier statement of the transaction took. */
  public StatementBuilder inherits(String table, LockMode mode) {
    return lock(table, "table", null, mode, false, true);
  }

  /** A lock on a table that the migration made. */
  public StatementBuilder locksNewTable(String table, LockMode mode) {
    return lock(table, "table", null, mode, true, false);
  }

  public StatementBuilder locksIndex(String index, String table, LockMode mode) {
    return lock(index, "index", table, mode, true, true);
  }

  public StatementBuilder locksNewIndex(String index, String table, LockMode mode) {
    return lock(index, "index", table, mode, true, false);
  }

  public StatementBuilder sampledLock(String table, LockMode mode, long periodNanos) {
    locks.add(new Lock(table, "table", null, mode, true, true, Known.SAMPLED, periodNanos));
    return this;
  }

  public StatementBuilder sampledIndexLock(
      String index, String table, LockMode mode, long periodNanos) {
    locks.add(new Lock(index, "index", table, mode, true, true, Known.SAMPLED, periodNanos));
    return this;
  }

  /** A lock that this statement took on a materialized view that existed before. */
  public StatementBuilder locksMaterializedView(String view, LockMode mode) {
    return lock(view, "materialized view", null, mode, true, true);
  }

  public StatementBuilder scans(String table) {
    scanned.add(table);
    return this;
  }

  public StatementBuilder rewrites(String table) {
    rewritten.add(table);
    return this;
  }

  public StatementBuilder rebuilds(String existingIndex) {
    rebuilt.add(existingIndex);
    return this;
  }

  public StatementBuilder builds(String newIndex) {
    built.add(newIndex);
    return this;
  }

  public StatementBuilder replaces(String table) {
    replaced.add(table);
    return this;
  }

  public StatementBuilder modifies(String table, long inserted, long updated, long deleted) {
    modified.add(new StatementRun.Modified(table, inserted, updated, deleted));
    rows = inserted + updated + deleted;
    return this;
  }

  public StatementBuilder changes(SchemaChange change) {
    changes.add(change);
    return this;
  }

  public StatementBuilder wal(long bytes) {
    walBytes = bytes;
    return this;
  }

  public StatementBuilder grows(String relation, long bytes) {
    sizeDelta.put(relation, bytes);
    return this;
  }

  public StatementBuilder notice(String text) {
    notices.add(text);
    return this;
  }

  public StatementBuilder phase(String command, String relation, String phase, long seenNanos) {
    progress.add(new StatementRun.ProgressPhase(command, relation, phase, seenNanos));
    return this;
  }

  /** Runs outside a transaction block. */
  public StatementBuilder bare(String gap) {
    wrapped = false;
    gaps.add(gap);
    return this;
  }

  public StatementBuilder failed(String sqlState, String message) {
    outcome = StatementRun.Outcome.FAILED;
    this.sqlState = sqlState;
    this.message = message;
    this.tag = null;
    return this;
  }

  public StatementBuilder skipped() {
    outcome = StatementRun.Outcome.SKIPPED;
    tag = null;
    transaction = null;
    return this;
  }

  /** The statement as the facts take saw it. */
  StatementRun facts(long startedNanos, long elapsedNanos) {
    return run(startedNanos, elapsedNanos, true);
  }

  /** The statement as the other takes saw it: neither locks nor work. */
  StatementRun timed(long startedNanos, long elapsedNanos) {
    return run(startedNanos, elapsedNanos, false);
  }

  private StatementRun run(long startedNanos, long elapsedNanos, boolean facts) {
    boolean ran = outcome != StatementRun.Outcome.SKIPPED;
    return new StatementRun(
        index,
        SampleRecordings.REPLAY,
        transaction,
        script,
        line,
        sql,
        tag,
        startedNanos,
        ran ? elapsedNanos : 0,
        outcome,
        sqlState,
        message,
        rows,
        facts && wrapped && ran,
        facts ? walBytes : null,
        facts ? locks : List.of(),
        facts ? scanned : List.of(),
        facts ? rewritten : List.of(),
        facts ? rebuilt : List.of(),
        facts ? built : List.of(),
        facts ? replaced : List.of(),
        facts ? modified : List.of(),
        facts ? changes : List.of(),
        facts ? sizeDelta : new TreeMap<>(),
        facts ? notices : List.of(),
        facts ? progress : List.of(),
        facts ? gaps : List.of());
  }

  private StatementBuilder lock(
      String relation,
      String kind,
      String table,
      LockMode mode,
      boolean acquired,
      boolean preexisting) {
    locks.add(new Lock(relation, kind, table, mode, acquired, preexisting, Known.EXACT, null));
    return this;
  }
}
