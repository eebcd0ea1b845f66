package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code work-under-lock} where a statement works under its own lock, {@code lock-accumulation}
 * where it works, or only takes long, under the lock of an earlier statement; one for each
 * statement and locked table.
 */
final class WorkFindings {

  /** From when on a statement without work on rows counts as long. */
  private static final long LONG_NANOS = 100_000_000;

  private final Evidence evidence;
  private final WorkUnderLock works;

  WorkFindings(Evidence evidence) {
    this.evidence = evidence;
    this.works = new WorkUnderLock(evidence.locks());
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    for (StatementResult statement : evidence.statements()) {
      Map<String, Lock> held = evidence.locks().blocking(statement.index());
      held.forEach((table, lock) -> judge(statement, table, lock, findings));
    }
    return findings;
  }

  private void judge(StatementResult statement, String table, Lock lock, List<Finding> findings) {
    List<StatementResult.Work> work =
        statement.workUnderLock().stream().filter(w -> w.lockedRelation().equals(table)).toList();
    if (lock.acquired()) {
      if (!work.isEmpty()) {
        findings.add(ownLock(statement, table, lock, work));
      }
    } else if (!work.isEmpty() || takesLong(statement)) {
      findings.add(inherited(statement, table, lock, work));
    }
  }

  private Finding ownLock(
      StatementResult statement, String table, Lock lock, List<StatementResult.Work> work) {
    Spread held = statement.heldNanos();
    return new Finding(
        FindingKind.WORK_UNDER_LOCK.id(),
        severity(held),
        statement.index(),
        table,
        did(statement, work)
            + " while holding "
            + lock(lock, table)
            + "; "
            + time(block(statement) ? "held for at most" : "held for", held),
        effect(lock.mode(), table, held, block(statement)),
        Remedy.forWork(run(statement), work));
  }

  private Finding inherited(
      StatementResult statement, String table, Lock lock, List<StatementResult.Work> work) {
    String taker = evidence.labels().statement(works.taker(statement.index(), lock));
    Spread elapsed = statement.elapsedNanos();
    return new Finding(
        FindingKind.LOCK_ACCUMULATION.id(),
        severity(elapsed),
        statement.index(),
        table,
        did(statement, work)
            + " while "
            + lock(lock, table)
            + ", taken by "
            + taker
            + ", was still held"
            + why(statement, lock)
            + "; "
            + time("took", elapsed),
        effect(lock.mode(), table, elapsed, false),
        Remedy.forAccumulation(run(statement), work));
  }

  /** Where it is the runner that made one transaction of both. */
  private String why(StatementResult statement, Lock lock) {
    return new RunnerScope(evidence.recording())
        .together(works.taker(statement.index(), lock), statement.index())
        .map(sentence -> ", because " + sentence)
        .orElse("");
  }

  private StatementRun run(StatementResult statement) {
    return evidence.locks().statement(statement.index()).orElseThrow();
  }

  private boolean takesLong(StatementResult statement) {
    Long limit = evidence.maxStall();
    long longFrom = limit == null ? LONG_NANOS : Math.min(LONG_NANOS, limit);
    return statement.elapsedNanos() != null && statement.elapsedNanos().median() >= longFrom;
  }

  private Severity severity(Spread time) {
    return time != null && evidence.exceedsMaxStall(time.median()) ? Severity.ERROR : Severity.WARN;
  }

  private String did(StatementResult statement, List<StatementResult.Work> work) {
    String deeds = work.isEmpty() ? "ran" : deeds(work);
    return evidence.labels().statement(statement.index()) + " " + deeds;
  }

  /** Indexes that are made anew because their table is are told by their number. */
  private static String deeds(List<StatementResult.Work> work) {
    boolean rewrote = work.stream().anyMatch(each -> each.kind().equals(WorkUnderLock.REWRITE));
    long rebuilt =
        work.stream().filter(each -> each.kind().equals(WorkUnderLock.INDEX_REBUILD)).count();
    if (!rewrote || rebuilt == 0) {
      return work.stream().map(WorkFindings::deed).collect(Collectors.joining(", "));
    }
    String others =
        work.stream()
            .filter(each -> !each.kind().equals(WorkUnderLock.INDEX_REBUILD))
            .map(WorkFindings::deed)
            .collect(Collectors.joining(", "));
    return others
        + " and with it rebuilt "
        + Figures.count(rebuilt, "existing index", "existing indexes");
  }

  /** A piece of work in the past tense. */
  static String deed(StatementResult.Work work) {
    return switch (work.kind()) {
          case WorkUnderLock.REWRITE -> "rewrote ";
          case WorkUnderLock.INDEX_BUILD -> "built ";
          case WorkUnderLock.INDEX_REBUILD -> "rebuilt ";
          case WorkUnderLock.ROWS_CHANGED -> "changed rows of ";
          default -> "scanned ";
        }
        + work.relation();
  }

  private static String lock(Lock lock, String table) {
    String place =
        lock.relation().equals(table) ? table : lock.relation() + " (index of " + table + ")";
    String known =
        lock.known() == Known.SAMPLED && lock.periodNanos() != null
            ? "sampled every " + Figures.duration(lock.periodNanos())
            : lock.known().name().toLowerCase(Locale.ROOT);
    return lock.mode().sqlName() + " on " + place + " (" + known + ")";
  }

  /** A time in words, such as {@code held for 60 ms (median of 3 timing takes, 58 ms to 61 ms)}. */
  static String time(String verb, Spread time) {
    if (time == null) {
      return "not timed";
    }
    String median = verb + " " + Figures.duration(time.median());
    return time.n() == 1
        ? median + " (1 timing take)"
        : median
            + " (median of "
            + time.n()
            + " timing takes, "
            + Figures.duration(time.low())
            + " to "
            + Figures.duration(time.high())
            + ")";
  }

  /** When within a block or a function a lock was taken is not known. */
  private boolean block(StatementResult statement) {
    return Set.of("DO", "CALL", "SELECT").contains(String.valueOf(run(statement).tag()));
  }

  private static String effect(LockMode mode, String table, Spread time, boolean atMost) {
    return (mode.blocksReads() ? "SELECT, INSERT, UPDATE and DELETE" : "INSERT, UPDATE and DELETE")
        + " on "
        + table
        + " cannot run meanwhile"
        + (time == null
            ? ""
            : ", for " + (atMost ? "at most " : "") + Figures.duration(time.median()) + " here");
  }
}
