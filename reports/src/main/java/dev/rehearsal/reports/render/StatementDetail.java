package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;
import java.util.function.Function;

/**
 * What a reader finds below a statement's row.
 *
 * @param place path and line
 * @param failure the server's message with its SQLSTATE, or null
 * @param locksNote what was left out, or null
 */
record StatementDetail(
    Excerpt sql,
    String place,
    String failure,
    List<LockRow> locks,
    String locksNote,
    List<String> changes,
    List<String> stalls,
    List<String> sizes,
    List<String> progress,
    List<String> notices,
    List<String> gaps) {

  private static final int MOST_LOCKS = 20;
  private static final int MOST_LINES = 20;

  /** One lock that the session held at the statement's end. */
  record LockRow(String mode, String relation, String kind, String taken, String known) {}

  static StatementDetail of(Recording recording, StatementResult statement) {
    List<Lock> locks = statement.locks();
    return new StatementDetail(
        Excerpt.of(statement.sql()),
        Excerpt.brief(statement.script()) + ":" + statement.line(),
        failure(statement),
        locks.stream().limit(MOST_LOCKS).map(StatementDetail::lock).toList(),
        locks.size() > MOST_LOCKS
            ? "Showing %s of %s locks, strongest first.".formatted(MOST_LOCKS, locks.size())
            : null,
        lines(recording, statement, run -> Capped.lines(run.changes(), MOST_LINES, ChangeLine::of)),
        Capped.lines(
            statement.stalls().entrySet(),
            MOST_LINES,
            stall -> stall.getKey() + " " + Figures.duration(stall.getValue())),
        lines(recording, statement, StatementDetail::sizes),
        lines(recording, statement, StatementDetail::progress),
        lines(
            recording, statement, run -> Capped.lines(run.notices(), MOST_LINES, notice -> notice)),
        lines(recording, statement, run -> Capped.lines(run.gaps(), MOST_LINES, gap -> gap)));
  }

  private static String failure(StatementResult statement) {
    if (statement.message() == null) {
      return null;
    }
    String state = statement.sqlState() == null ? "" : " (SQLSTATE " + statement.sqlState() + ")";
    return Excerpt.brief(statement.message()) + Visible.text(state);
  }

  private static LockRow lock(Lock lock) {
    String relation =
        lock.table() == null ? lock.relation() : lock.relation() + " on " + lock.table();
    return new LockRow(
        lock.mode().sqlName(),
        Excerpt.line(relation),
        lock.kind() + (lock.preexisting() ? "" : ", made by this migration"),
        lock.acquired() ? "by this statement" : "earlier in the transaction",
        known(lock));
  }

  private static String known(Lock lock) {
    return lock.known() == Known.EXACT || lock.periodNanos() == null
        ? lock.known().name().toLowerCase(java.util.Locale.ROOT)
        : "sampled every " + Figures.duration(lock.periodNanos());
  }

  private static List<String> lines(
      Recording recording, StatementResult statement, Function<StatementRun, List<String>> part) {
    return Work.run(recording, statement.index()).map(part).orElse(List.of());
  }

  private static List<String> sizes(StatementRun run) {
    return Capped.lines(
        run.sizeDelta().entrySet(),
        MOST_LINES,
        size -> size.getKey() + " " + Readings.growth(size.getValue()));
  }

  private static List<String> progress(StatementRun run) {
    return Capped.lines(
        run.progress(),
        MOST_LINES,
        phase ->
            "%s%s: %s, seen for at least %s"
                .formatted(
                    phase.command(),
                    phase.relation() == null ? "" : " on " + phase.relation(),
                    phase.phase(),
                    Figures.duration(phase.seenNanos())));
  }
}
