package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Finds for each lock wait of one take the statement that it is due to. A session that waits for
 * the migration waits for the statement that took the lock it conflicts with; if that cannot be
 * told, for the statement during which it waited longest, and if there is none, since the tool sent
 * its transaction again, for the one that came next. A session that waits for another waiter waits
 * for whatever that one waits for. The migration's own wait belongs to the statement that waited.
 */
final class Blame {

  private static final Comparator<Wait> ORDER =
      Comparator.comparingLong(Wait::fromNanos)
          .thenComparingLong(Wait::toNanos)
          .thenComparing(Wait::session)
          .thenComparing(Wait::lockType)
          .thenComparing(wait -> String.valueOf(wait.relation()))
          .thenComparing(wait -> String.valueOf(wait.mode()))
          .thenComparing(wait -> String.join("\n", wait.blockers()));

  /** What a session waits for when it wants a row that another one has changed. */
  private static final Set<String> ROW_LOCKS = Set.of("transactionid", "tuple");

  private final LockFacts locks;
  private final TakeTimes times;
  private final long lookPeriod;
  private final List<Wait> waits;
  private final Map<String, List<Wait>> bySession = new HashMap<>();

  private Blame(Take take, LockFacts locks) {
    this.locks = locks;
    this.times = new TakeTimes(take);
    this.lookPeriod = take.observer() == null ? 0 : take.observer().periodNanos();
    this.waits = take.waits().stream().sorted(ORDER).toList();
    waits.forEach(
        wait -> bySession.computeIfAbsent(wait.session(), key -> new ArrayList<>()).add(wait));
  }

  /** All waits of the take, in order of their start whatever the order in the recording. */
  static List<BlamedWait> of(Take take, LockFacts locks) {
    Blame blame = new Blame(take, locks);
    return blame.waits.stream().map(blame::judge).toList();
  }

  private BlamedWait judge(Wait wait) {
    boolean migration = times.migrates(wait.session());
    Optional<Integer> statement =
        migration ? longestDuring(span(wait), times.indexes()) : culprit(wait, new HashSet<>());
    Span span = span(wait);
    boolean direct = wait.blockers().isEmpty() || direct(wait);
    if (!migration && direct && statement.isPresent()) {
      span = endedByRelease(span, statement.get());
    }
    return new BlamedWait(
        wait,
        statement.orElse(null),
        !migration && statement.isPresent(),
        wait.blockers().stream().anyMatch(blocker -> waitOf(blocker, wait).isPresent()),
        span);
  }

  private Optional<Integer> culprit(Wait wait, Set<Wait> seen) {
    if (!seen.add(wait)) {
      return Optional.empty();
    }
    if (wait.blockers().isEmpty()) {
      // The last look came when it was just let go, so that nobody blocked it any more.
      return lockTaker(wait);
    }
    if (direct(wait)) {
      return lockTaker(wait)
          .or(() -> rowChanger(wait))
          .or(() -> longestDuring(span(wait), times.indexes()))
          .or(() -> nextTry(wait));
    }
    return wait.blockers().stream()
        .sorted()
        .flatMap(blocker -> waitOf(blocker, wait).stream())
        .flatMap(blocking -> culprit(blocking, seen).stream())
        .findFirst();
  }

  private boolean direct(Wait wait) {
    return wait.blockers().stream().anyMatch(times::migrates);
  }

  private Optional<Integer> lockTaker(Wait wait) {
    return longest(takers(wait), index -> held(index).overlap(span(wait)));
  }

  private List<Integer> takers(Wait wait) {
    return times.indexes().stream()
        .filter(index -> locks.conflicting(index, wait.relation(), wait.mode()).isPresent())
        .toList();
  }

  /** What stood in the way was a statement that the tool sent again afterwards. */
  private Optional<Integer> nextTry(Wait wait) {
    return times
        .firstAfter(wait.fromNanos(), takers(wait))
        .or(() -> times.firstAfter(wait.fromNanos(), times.indexes()));
  }

  private Optional<Integer> rowChanger(Wait wait) {
    if (!ROW_LOCKS.contains(wait.lockType())) {
      return Optional.empty();
    }
    List<Integer> changedRows =
        times.indexes().stream()
            .filter(index -> locks.changesRows(index, wait.relation()))
            .toList();
    return longestDuring(span(wait), changedRows);
  }

  /** Of the statements the one that ran longest during the span, else the one that held longest. */
  private Optional<Integer> longestDuring(Span span, List<Integer> statements) {
    Optional<Integer> ran =
        longest(statements, index -> times.execution(index).orElseThrow().overlap(span));
    return ran.isPresent() ? ran : longest(statements, index -> held(index).overlap(span));
  }

  /** The candidate with the greatest positive overlap; of equals the first. */
  private static Optional<Integer> longest(List<Integer> candidates, ToLongFunction<Integer> of) {
    return candidates.stream()
        .filter(index -> of.applyAsLong(index) > 0)
        .max(Comparator.<Integer>comparingLong(of).thenComparing(Comparator.reverseOrder()));
  }

  /** A look comes up to a period late; the lock is gone when the transaction has ended. */
  private Span endedByRelease(Span span, int statement) {
    long released = held(statement).to();
    return released > span.from() && released < span.to() ? new Span(span.from(), released) : span;
  }

  /**
   * The wait of a blocker during another wait, if it waited too. Its end is known late by up to one
   * look, so a wait that began within the last look may have begun after it.
   */
  private Optional<Wait> waitOf(String blocker, Wait behind) {
    return bySession.getOrDefault(blocker, List.of()).stream()
        .filter(
            wait ->
                wait.fromNanos() < behind.toNanos()
                    && (behind.fromNanos() <= wait.fromNanos()
                        || behind.fromNanos() < wait.toNanos() - lookPeriod))
        .max(Comparator.comparingLong(wait -> span(wait).overlap(span(behind))));
  }

  private Span held(int statement) {
    return times.hold(statement).orElseThrow();
  }

  private static Span span(Wait wait) {
    return new Span(wait.fromNanos(), wait.toNanos());
  }
}
