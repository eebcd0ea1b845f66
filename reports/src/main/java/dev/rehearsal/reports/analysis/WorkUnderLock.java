package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a statement did while readers or writers of an existing table were locked out. Every piece
 * of work is told once for every such table. Truncated or moved storage is not work on rows.
 */
final class WorkUnderLock {

  static final String SCAN = "scan";
  static final String REWRITE = "rewrite";
  static final String INDEX_BUILD = "index build";
  static final String INDEX_REBUILD = "index rebuild";
  static final String ROWS_CHANGED = "rows changed";

  private final LockFacts locks;

  WorkUnderLock(LockFacts locks) {
    this.locks = locks;
  }

  List<StatementResult.Work> of(int statement) {
    List<StatementResult.Work> work = new ArrayList<>();
    for (Map.Entry<String, Lock> held : locks.blocking(statement).entrySet()) {
      int taker = held.getValue().acquired() ? statement : taker(statement, held.getValue());
      for (Deed deed : deeds(statement)) {
        work.add(
            new StatementResult.Work(
                deed.kind, deed.relation, held.getKey(), held.getValue().mode(), taker));
      }
    }
    return List.copyOf(work);
  }

  /** The statement that took a lock which {@code statement} found already held. */
  int taker(int statement, Lock lock) {
    Integer transaction = locks.statement(statement).map(StatementRun::transaction).orElse(null);
    int taker = statement;
    for (StatementRun earlier : locks.statements()) {
      boolean same = transaction != null && transaction.equals(earlier.transaction());
      if (same && earlier.index() < statement && took(earlier, lock)) {
        taker = earlier.index();
      }
    }
    return taker;
  }

  private static boolean took(StatementRun statement, Lock lock) {
    return statement.locks().stream()
        .anyMatch(
            each ->
                each.acquired()
                    && each.relation().equals(lock.relation())
                    && each.mode() == lock.mode());
  }

  private List<Deed> deeds(int statement) {
    StatementRun run = locks.statement(statement).orElseThrow();
    List<Deed> deeds = new ArrayList<>();
    run.rewritten().forEach(name -> deeds.add(new Deed(REWRITE, name)));
    // A rewrite reads what it writes: telling the scan as well would count it twice.
    run.scanned().stream()
        .filter(name -> !run.rewritten().contains(name))
        .forEach(name -> deeds.add(new Deed(SCAN, name)));
    run.built().forEach(name -> deeds.add(new Deed(INDEX_BUILD, name)));
    run.rebuilt().forEach(name -> deeds.add(new Deed(INDEX_REBUILD, name)));
    run.modified().stream()
        .filter(LockFacts::changed)
        .forEach(rows -> deeds.add(new Deed(ROWS_CHANGED, rows.relation())));
    return deeds;
  }

  private record Deed(String kind, String relation) {}
}
