package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.analysis.StatementResult.StrongestLock;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The migration's statements, one row each.
 *
 * @param estimated whether EXPLAIN was asked
 * @param note what was left out, or null
 */
record Statements(List<Row> rows, boolean estimated, String note) {

  private static final int MOST = 500;

  static final String UNKNOWN = "–";

  /**
   * One statement, figures as they are printed.
   *
   * @param place file and line
   * @param wouldBlock what its strongest lock stops, by the mode
   * @param alsoBlocks the other operations that wait for it, or null
   * @param didBlock the longest stall that was measured
   * @param overBudget whether that is more than the user allows
   */
  record Row(
      String id,
      String name,
      String place,
      String sql,
      String outcome,
      Readings.Times elapsed,
      Expectation expected,
      String lockMode,
      String lockRelation,
      Readings.Times held,
      String wouldBlock,
      String alsoBlocks,
      String didBlock,
      boolean overBudget,
      List<String> work,
      String rows,
      String wal,
      String size,
      StatementDetail detail) {}

  static Statements of(Recording recording, Analysis analysis) {
    List<Row> rows =
        analysis.statements().stream()
            .limit(MOST)
            .map(statement -> row(recording, analysis, statement))
            .toList();
    int all = analysis.statements().size();
    String note =
        all > MOST
            ? "Showing %s of %s statements; the recording has all."
                .formatted(MOST, Figures.count(all))
            : null;
    return new Statements(rows, Expectation.asked(analysis), note);
  }

  private static Row row(Recording recording, Analysis analysis, StatementResult statement) {
    StrongestLock lock = statement.strongestLock();
    return new Row(
        "s" + statement.index(),
        "S" + statement.index(),
        place(statement),
        Excerpt.line(statement.sql()),
        outcome(statement),
        Readings.times(statement.elapsedNanos()),
        Expectation.of(statement),
        lock == null ? "none" : lock.mode().sqlName(),
        lock == null ? null : Excerpt.line(lock.relation()),
        Readings.times(statement.heldNanos()),
        lock == null ? "nothing" : wouldBlock(lock.mode()),
        alsoBlocks(lock),
        didBlock(statement, recording, analysis),
        overBudget(statement, recording),
        Work.of(statement, recording),
        statement.rows() == null ? UNKNOWN : Figures.count(statement.rows()),
        statement.walBytes() == null ? UNKNOWN : Figures.size(statement.walBytes()),
        statement.sizeDeltaBytes() == null ? UNKNOWN : Readings.growth(statement.sizeDeltaBytes()),
        StatementDetail.of(recording, statement));
  }

  /** Such as {@code V7.sql:12}. */
  private static String place(StatementResult statement) {
    return Basis.file(statement.script()) + ":" + statement.line();
  }

  private static String outcome(StatementResult statement) {
    String state = statement.sqlState() == null ? "" : " " + statement.sqlState();
    return switch (statement.outcome()) {
      case OK -> null;
      case FAILED -> "failed" + state;
      case LOST -> "lost" + state;
      case SKIPPED -> "not run";
    };
  }

  /** What the application would notice of a mode. */
  static String wouldBlock(LockMode mode) {
    if (mode.blocksReads()) {
      return "reads and writes";
    }
    return mode.blocksWrites() ? "writes" : "no reads or writes";
  }

  private static String alsoBlocks(StrongestLock lock) {
    Set<String> told = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");
    String others =
        lock == null
            ? ""
            : lock.blocks().stream()
                .filter(operation -> !told.contains(operation))
                .collect(Collectors.joining(", "));
    return others.isEmpty() ? null : "also " + others;
  }

  private static boolean overBudget(StatementResult statement, Recording recording) {
    Long limit = recording.request().budgets().maxStallNanos();
    return limit != null && statement.stalls().values().stream().anyMatch(stall -> stall > limit);
  }

  /** The longest stall and whose it was; says so where nobody could have been stalled. */
  private static String didBlock(
      StatementResult statement, Recording recording, Analysis analysis) {
    if (analysis.longestStallNanos() == null || !triedUnderTraffic(statement, recording)) {
      return UNKNOWN;
    }
    return statement.stalls().entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(stall -> Figures.duration(stall.getValue()) + " " + Excerpt.line(stall.getKey()))
        .orElse("none");
  }

  /** A traffic take that failed earlier never came to it. */
  private static boolean triedUnderTraffic(StatementResult statement, Recording recording) {
    return recording.takes(TakeKind.TRAFFIC).stream()
        .flatMap(take -> take.statements().stream())
        .anyMatch(
            run ->
                run.index() == statement.index() && run.outcome() != StatementRun.Outcome.SKIPPED);
  }
}
