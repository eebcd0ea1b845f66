package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Chooses the statements that are cut short: those that bar a transaction block, which may leave
 * half of what they do, and the longest of the others. A statement that is over too soon cannot be
 * hit for sure and is left alone.
 */
final class Cuts {

  /** A cut comes within a few milliseconds of its moment, which is half way. */
  private static final long LONG_ENOUGH_NANOS = 20_000_000;

  private static final long LONG_ENOUGH_UNWRAPPED_NANOS = 4_000_000;

  private static final int MOST_WRAPPED = 3;
  private static final int MOST = 6;

  private final List<Take> takes;

  private Cuts(List<Take> takes) {
    this.takes = takes;
  }

  /**
   * In the order of the statements.
   *
   * @param takes what was seen of the migration, at least its facts take; none if it failed there
   */
  static List<Cut> of(Migration migration, List<Take> takes) {
    Cuts cuts = new Cuts(takes);
    List<Cut> possible =
        migration.statements().stream()
            .map(cuts::cut)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong(Cut::afterNanos).reversed())
            .toList();
    return Stream.concat(
            possible.stream().filter(cut -> !cut.wrapped()),
            possible.stream().filter(Cut::wrapped).limit(MOST_WRAPPED))
        .limit(MOST)
        .sorted(Comparator.comparingInt(Cut::statement))
        .toList();
  }

  /** The tables whose rows the statement changes when it is left alone. */
  static List<String> written(Cut cut, List<Take> takes) {
    return takes.stream()
        .filter(take -> take.kind() == TakeKind.FACTS)
        .flatMap(take -> take.statements().stream())
        .filter(run -> run.index() == cut.statement())
        .flatMap(run -> run.modified().stream())
        .map(StatementRun.Modified::relation)
        .toList();
  }

  /** How long all cuts together may take before no other is begun: some ten migrations. */
  static long patienceNanos(List<Take> takes) {
    long migration =
        takes.stream()
            .filter(take -> take.kind() == TakeKind.FACTS)
            .flatMap(take -> take.statements().stream())
            .mapToLong(StatementRun::elapsedNanos)
            .sum();
    return 30_000_000_000L + 10 * migration;
  }

  private Cut cut(Statement statement) {
    StatementRun facts = runs(TakeKind.FACTS, statement).findFirst().orElse(null);
    if (facts == null || statement.kind() == Statement.Kind.TRANSACTION_CONTROL) {
      return null;
    }
    long elapsed = elapsed(statement, facts);
    if (elapsed < (facts.wrapped() ? LONG_ENOUGH_NANOS : LONG_ENOUGH_UNWRAPPED_NANOS)) {
      return null;
    }
    Knife.Means means = facts.wrapped() ? Knife.Means.CANCEL : Knife.Means.TERMINATE;
    return new Cut(statement.index(), means, elapsed / 2, facts.wrapped());
  }

  /** The shortest of the timing takes; what the facts take says is too long, so too late to cut. */
  private long elapsed(Statement statement, StatementRun facts) {
    return runs(TakeKind.TIMING, statement)
        .mapToLong(StatementRun::elapsedNanos)
        .min()
        .orElse(facts.elapsedNanos());
  }

  private Stream<StatementRun> runs(TakeKind kind, Statement statement) {
    return takes.stream()
        .filter(take -> take.kind() == kind)
        .flatMap(take -> take.statements().stream())
        .filter(run -> run.index() == statement.index() && run.outcome() == Outcome.OK);
  }
}
