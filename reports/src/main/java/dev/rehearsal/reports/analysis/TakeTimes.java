package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When the statements of one take ran, and until when their transactions kept their locks. */
final class TakeTimes {

  private final Map<Integer, StatementRun> statements = new HashMap<>();
  private final Map<Integer, Long> transactionEnds = new HashMap<>();
  private final Set<String> sessions = new HashSet<>();

  TakeTimes(Take take) {
    for (StatementRun each : take.statements()) {
      sessions.add(each.session());
      if (each.outcome() != StatementRun.Outcome.SKIPPED) {
        statements.put(each.index(), each);
      }
    }
    for (TransactionRun each : take.transactions()) {
      sessions.add(each.session());
      transactionEnds.put(each.index(), each.endedNanos());
    }
  }

  /** Whether the session is one that performs the migration. */
  boolean migrates(String session) {
    return sessions.contains(session);
  }

  /** The statements that ran, by index. */
  List<Integer> indexes() {
    return statements.keySet().stream().sorted().toList();
  }

  /** Of these statements the first that was sent after a moment. */
  Optional<Integer> firstAfter(long nanos, List<Integer> among) {
    return among.stream()
        .filter(index -> statements.get(index).startedNanos() >= nanos)
        .min(Comparator.comparingLong(index -> statements.get(index).startedNanos()));
  }

  /** From sending the statement to its answer; empty if it did not run. */
  Optional<Span> execution(int statement) {
    return Optional.ofNullable(statements.get(statement))
        .map(run -> new Span(run.startedNanos(), run.endedNanos()));
  }

  /**
   * From sending the statement to the end of its transaction: the longest that a lock it took can
   * have been held.
   */
  Optional<Span> hold(int statement) {
    return Optional.ofNullable(statements.get(statement))
        .map(run -> new Span(run.startedNanos(), Math.max(run.endedNanos(), transactionEnd(run))));
  }

  private long transactionEnd(StatementRun run) {
    return run.transaction() == null
        ? run.endedNanos()
        : transactionEnds.getOrDefault(run.transaction(), run.endedNanos());
  }
}
