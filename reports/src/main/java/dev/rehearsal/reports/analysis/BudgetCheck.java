package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds what was measured against the limits that were set. A limit is kept if it is reached. */
final class BudgetCheck {

  static final String MAX_STALL = "max-stall";
  static final String MAX_STATEMENT = "max-statement";
  static final String MAX_TOTAL = "max-total";

  private BudgetCheck() {}

  static List<BudgetResult> of(
      Budgets budgets, Long longestStall, List<StatementResult> statements, Spread total) {
    Long longestStatement =
        statements.stream()
            .filter(each -> each.elapsedNanos() != null)
            .map(each -> each.elapsedNanos().median())
            .max(Comparator.naturalOrder())
            .orElse(null);
    List<BudgetResult> results = new ArrayList<>();
    add(results, MAX_STALL, budgets.maxStallNanos(), longestStall);
    add(results, MAX_STATEMENT, budgets.maxStatementNanos(), longestStatement);
    add(results, MAX_TOTAL, budgets.maxTotalNanos(), total == null ? null : total.median());
    return List.copyOf(results);
  }

  /**
   * The whole migration over the timing takes that ran to their end: from sending the first
   * statement to the end of the last transaction; null without such a take.
   */
  static Spread total(Recording recording) {
    return Spread.of(
        recording.takes(TakeKind.TIMING).stream()
            .filter(BudgetCheck::complete)
            .map(BudgetCheck::total)
            .toList());
  }

  private static boolean complete(Take take) {
    return take.incomplete() == null
        && take.statements().stream().allMatch(run -> run.outcome() == StatementRun.Outcome.OK);
  }

  private static Long total(Take take) {
    TakeTimes times = new TakeTimes(take);
    List<Span> holds = times.indexes().stream().map(i -> times.hold(i).orElseThrow()).toList();
    long first = holds.stream().mapToLong(Span::from).min().orElse(0);
    return holds.stream().mapToLong(Span::to).max().orElse(0) - first;
  }

  private static void add(List<BudgetResult> results, String name, Long limit, Long measured) {
    if (limit != null) {
      Boolean met = measured == null ? null : measured <= limit;
      results.add(new BudgetResult(name, limit, measured, met));
    }
  }
}
