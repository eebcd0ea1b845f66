package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.Operation;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Joins what all takes say about each statement: locks, times and stalls by statement index. */
final class StatementJoin {

  private final Recording recording;
  private final LockFacts locks;
  private final WorkUnderLock work;
  private final List<Stall> stalls;
  private final Estimates estimates;

  StatementJoin(Recording recording, LockFacts locks, WorkUnderLock work, List<Stall> stalls) {
    this.recording = recording;
    this.locks = locks;
    this.work = work;
    this.stalls = stalls;
    this.estimates = new Estimates(recording);
  }

  List<StatementResult> all() {
    TreeMap<Integer, List<StatementRun>> runs = new TreeMap<>();
    for (Take take : recording.takes()) {
      if (take.kind() == TakeKind.DRILL) {
        continue; // what becomes of a statement that is interfered with is not what it does
      }
      for (StatementRun run : take.statements()) {
        runs.computeIfAbsent(run.index(), key -> new ArrayList<>()).add(run);
      }
    }
    return runs.values().stream().map(this::join).toList();
  }

  private StatementResult join(List<StatementRun> runs) {
    int index = runs.get(0).index();
    Spread elapsed = spread(index, TakeTimes::execution);
    Optional<StatementRun> facts = locks.statement(index);
    StatementRun any = facts.orElse(runs.get(0));
    StatementRun telling = telling(runs);
    return new StatementResult(
        index,
        any.script(),
        any.line(),
        any.sql(),
        telling.outcome() == StatementRun.Outcome.FAILED ? null : telling.tag(),
        strongest(index),
        facts.map(StatementRun::locks).orElse(List.of()),
        locks.locksExisting(index) ? spread(index, TakeTimes::hold) : null,
        elapsed,
        facts.isPresent() ? work.of(index) : List.of(),
        stalls(index),
        telling.rows(),
        facts.map(StatementRun::walBytes).orElse(null),
        facts.filter(StatementJoin::ran).map(StatementJoin::growth).orElse(null),
        telling.outcome(),
        telling.sqlState(),
        telling.message(),
        estimates.of(telling, elapsed));
  }

  /** The first run that failed, else the first that ran, else any. */
  private static StatementRun telling(List<StatementRun> runs) {
    return runs.stream()
        .filter(run -> run.outcome() == StatementRun.Outcome.FAILED)
        .findFirst()
        .or(() -> runs.stream().filter(StatementJoin::ran).findFirst())
        .orElse(runs.get(0));
  }

  private static boolean ran(StatementRun run) {
    return run.outcome() != StatementRun.Outcome.SKIPPED;
  }

  private static Long growth(StatementRun run) {
    return run.sizeDelta().values().stream().mapToLong(Long::longValue).sum();
  }

  private StatementResult.StrongestLock strongest(int index) {
    return locks
        .strongest(index)
        .map(
            lock ->
                new StatementResult.StrongestLock(
                    lock.relation(),
                    lock.mode(),
                    lock.mode().blocks().stream().map(Operation::sqlName).toList()))
        .orElse(null);
  }

  private Spread spread(int index, BiFunction<TakeTimes, Integer, Optional<Span>> span) {
    List<Long> lengths =
        recording.takes(TakeKind.TIMING).stream()
            .filter(take -> take.statements().stream().anyMatch(run -> succeeded(run, index)))
            .map(take -> span.apply(new TakeTimes(take), index).map(Span::length).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    return Spread.of(lengths);
  }

  private static boolean succeeded(StatementRun run, int index) {
    return run.index() == index && run.outcome() == StatementRun.Outcome.OK;
  }

  private SortedMap<String, Long> stalls(int index) {
    SortedMap<String, Long> longest = new TreeMap<>();
    stalls.stream()
        .filter(stall -> stall.statement() == index)
        .forEach(stall -> longest.merge(stall.probe(), stall.nanos(), Math::max));
    return longest;
  }
}
