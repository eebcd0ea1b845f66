package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One lane for each relation that the migration locked against others: which mode is known from the
 * facts take, from when to when from this take: from the statement that took it, less the time it
 * waited for it, to the end of its transaction.
 */
final class LockLanes {

  private static final int MOST_LANES = 12;

  private final Take take;
  private final Map<String, List<Span>> spans = new TreeMap<>();

  private LockLanes(Take take) {
    this.take = take;
  }

  /** The lanes, in the order in which the relations were first locked. */
  static List<Lane> of(Take take, List<StatementResult> statements) {
    LockLanes lanes = new LockLanes(take);
    statements.forEach(lanes::collect);
    return lanes.spans.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> first(entry.getValue())))
        .limit(MOST_LANES)
        .map(entry -> Lane.of("locks held", entry.getKey(), Lane.LABELLED, marks(entry.getValue())))
        .toList();
  }

  /** How many relations the take locked against others, drawn or not. */
  static long relations(List<StatementResult> statements) {
    return statements.stream()
        .flatMap(statement -> statement.locks().stream())
        .filter(LockLanes::shown)
        .map(Lock::relation)
        .distinct()
        .count();
  }

  /** The modes that the lanes show, weakest first. */
  static List<Timeline.Key> modes(Take take, List<StatementResult> statements) {
    LockLanes lanes = new LockLanes(take);
    statements.forEach(lanes::collect);
    return lanes.spans.values().stream()
        .flatMap(List::stream)
        .map(span -> span.lock.mode())
        .distinct()
        .sorted()
        .map(
            mode ->
                new Timeline.Key(
                    "m-" + mode.abbreviation(), mode.abbreviation() + " " + mode.sqlName()))
        .toList();
  }

  static int most() {
    return MOST_LANES;
  }

  private void collect(StatementResult statement) {
    take.statements().stream()
        .filter(run -> run.index() == statement.index() && run.outcome() != Outcome.SKIPPED)
        .findFirst()
        .ifPresent(run -> collect(statement, run));
  }

  private void collect(StatementResult statement, StatementRun run) {
    statement.locks().stream()
        .filter(LockLanes::shown)
        .map(lock -> new Span(lock, run, granted(lock, run), end(run)))
        .forEach(span -> spans.computeIfAbsent(span.name(), k -> new ArrayList<>()).add(span));
  }

  private static boolean shown(Lock lock) {
    boolean index = lock.kind().endsWith("index");
    LockMode weakest = index ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
    return lock.acquired()
        && lock.preexisting()
        && !lock.kind().equals("toast")
        && lock.mode().compareTo(weakest) >= 0;
  }

  /** When the statement was sent, or later: when it was done waiting for the lock. */
  private long granted(Lock lock, StatementRun run) {
    return WaitLane.waits(take).stream()
        .filter(wait -> lock.relation().equals(wait.relation()) && lock.mode() == wait.mode())
        .filter(wait -> wait.fromNanos() >= run.startedNanos())
        .filter(wait -> wait.fromNanos() <= run.endedNanos())
        .mapToLong(wait -> Math.min(wait.toNanos(), run.endedNanos()))
        .reduce(run.startedNanos(), Math::max);
  }

  private long end(StatementRun run) {
    return take.transactions().stream()
        .filter(transaction -> Integer.valueOf(transaction.index()).equals(run.transaction()))
        .mapToLong(transaction -> Math.max(transaction.endedNanos(), run.endedNanos()))
        .findFirst()
        .orElse(run.endedNanos());
  }

  private static long first(List<Span> spans) {
    return spans.stream().mapToLong(span -> span.fromNanos).min().orElse(0);
  }

  private static List<Mark> marks(List<Span> spans) {
    return spans.stream()
        .sorted(Comparator.comparingLong(Span::fromNanos).thenComparing(span -> span.lock.mode()))
        .map(Span::mark)
        .toList();
  }

  private record Span(Lock lock, StatementRun run, long fromNanos, long endNanos) {

    String name() {
      return lock.relation();
    }

    Mark mark() {
      boolean sampled = lock.known() == Known.SAMPLED;
      boolean waited = fromNanos > run.startedNanos();
      String held = (waited ? "about " : "") + Figures.duration(endNanos - fromNanos);
      String mode = lock.mode().abbreviation();
      String title =
          "%s on %s, taken by S%s%s, held %s%s"
              .formatted(
                  lock.mode().sqlName(),
                  Excerpt.line(lock.relation()),
                  run.index(),
                  waited ? " after it had waited for it" : "",
                  held,
                  sampled ? " at most (sampled)" : "");
      return new Mark(
          fromNanos,
          endNanos,
          "lock m-" + mode + (sampled ? " sampled" : ""),
          title,
          "#s" + run.index(),
          List.of(mode + " " + held, mode));
    }
  }
}
