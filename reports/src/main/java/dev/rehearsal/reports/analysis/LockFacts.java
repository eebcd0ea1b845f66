package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the facts take says about locks and changed rows, looked up by statement and relation. */
final class LockFacts {

  private static final Set<String> TABLES =
      Set.of("table", "partitioned table", "materialized view", "foreign table");

  /** Strongest first; of equals the table before its indexes, then by name. */
  private static final Comparator<Lock> STRONGEST_FIRST =
      Comparator.comparing(Lock::mode)
          .reversed()
          .thenComparing(lock -> !isTable(lock))
          .thenComparing(lock -> !lock.acquired())
          .thenComparing(Lock::relation);

  private final Map<Integer, StatementRun> statements = new TreeMap<>();
  private final Map<String, String> tableOfIndex = new TreeMap<>();

  LockFacts(Recording recording) {
    for (StatementRun each : recording.facts().map(Take::statements).orElse(List.of())) {
      statements.put(each.index(), each);
      for (Lock lock : each.locks()) {
        if (lock.table() != null) {
          tableOfIndex.put(lock.relation(), lock.table());
        }
      }
    }
  }

  /** Whether the lock is on something that has rows and that applications name. */
  static boolean isTable(Lock lock) {
    return TABLES.contains(lock.kind());
  }

  /**
   * On what keeps a table's long values, table or index: nobody gets there but through the table.
   */
  private static boolean onToast(Lock lock) {
    return lock.kind().equals("toast")
        || (lock.table() != null && lock.table().startsWith("pg_toast."));
  }

  /** The statements of the facts take, in order. */
  List<StatementRun> statements() {
    return List.copyOf(statements.values());
  }

  Optional<StatementRun> statement(int index) {
    return Optional.ofNullable(statements.get(index));
  }

  /** The table that an index is on; anything else stands for itself. */
  String table(String relation) {
    return tableOfIndex.getOrDefault(relation, relation);
  }

  /**
   * The strongest lock that the statement itself took on the relation and that makes {@code wanted}
   * wait; with a null relation or mode nothing is found.
   */
  Optional<Lock> conflicting(int statement, String relation, LockMode wanted) {
    if (relation == null || wanted == null) {
      return Optional.empty();
    }
    return locks(statement).stream()
        .filter(Lock::acquired)
        .filter(lock -> lock.relation().equals(relation) && lock.mode().conflictsWith(wanted))
        .min(STRONGEST_FIRST);
  }

  /** The strongest lock held at the statement's end on something that existed before the take. */
  Optional<Lock> strongest(int statement) {
    return locks(statement).stream()
        .filter(lock -> lock.preexisting() && !onToast(lock))
        .min(STRONGEST_FIRST);
  }

  /** Whether the statement itself locked something that existed before the take. */
  boolean locksExisting(int statement) {
    return locks(statement).stream().anyMatch(lock -> lock.acquired() && lock.preexisting());
  }

  /**
   * For each existing table the strongest lock on it or on one of its existing indexes that makes
   * readers or writers wait, held while the statement ran; by table name. A lock on an index stops
   * the queries of its table, because planning opens every index.
   */
  Map<String, Lock> blocking(int statement) {
    Map<String, Lock> byTable = new TreeMap<>();
    for (Lock lock : locks(statement)) {
      if (lock.preexisting() && !onToast(lock) && blocks(lock) && !onlyAtTheEnd(statement, lock)) {
        byTable.merge(
            table(lock.relation()), lock, (a, b) -> STRONGEST_FIRST.compare(a, b) <= 0 ? a : b);
      }
    }
    return byTable;
  }

  /** Nobody writes to a materialized view but REFRESH, so that only its readers can be stopped. */
  private static boolean blocks(Lock lock) {
    boolean hasRows = lock.table() != null || isTable(lock);
    boolean written = !lock.kind().equals("materialized view");
    return hasRows && (lock.mode().blocksReads() || (written && lock.mode().blocksWrites()));
  }

  /**
   * The concurrent forms lock an old index when the work is done, to drop it. They are known by
   * their lock on its table, which lets others pass while they work.
   */
  private boolean onlyAtTheEnd(int statement, Lock lock) {
    return lock.table() != null
        && lock.known() == Known.SAMPLED
        && locks(statement).stream()
            .noneMatch(other -> other.relation().equals(lock.table()) && blocks(other));
  }

  /** Whether the statement changed rows of the relation, or of any if that is null. */
  boolean changesRows(int statement, String relation) {
    return statement(statement).stream()
        .flatMap(run -> run.modified().stream())
        .filter(LockFacts::changed)
        .anyMatch(rows -> relation == null || rows.relation().equals(relation));
  }

  static boolean changed(StatementRun.Modified rows) {
    return rows.inserted() + rows.updated() + rows.deleted() > 0;
  }

  private List<Lock> locks(int statement) {
    return statement(statement).map(StatementRun::locks).orElse(List.of());
  }
}
