package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way back, and what a migration leaves that is cut short.
 *
 * @param outcome what became of schema and rows, one sentence; null without a rollback take
 * @param restored whether they are what they were
 * @param down the down scripts' statements
 * @param differs what is not what it was
 * @param cuts the migration cut short, then run again
 */
record BackAndForth(
    String outcome,
    boolean restored,
    List<DownRow> down,
    String downNote,
    List<String> differs,
    List<CutRow> cuts,
    String cutsNote) {

  private static final int MOST = 100;
  private static final int MOST_LINES = 20;

  /**
   * A statement of the way down.
   *
   * @param outcome what became of it if it did not end well, or null
   */
  record DownRow(String place, Excerpt sql, String elapsed, String lock, String outcome) {}

  /**
   * A statement cut short.
   *
   * @param again what came of running the migration again
   * @param runsAgain whether it went through
   */
  record CutRow(
      String statement,
      String href,
      String means,
      String after,
      String end,
      List<String> left,
      String again,
      boolean runsAgain) {}

  /** Empty if neither was rehearsed. */
  static Optional<BackAndForth> of(Recording recording) {
    Optional<Take> rollback =
        recording.takes().stream().filter(take -> take.wayBack() != null).findFirst();
    List<CancelDrill> cuts =
        recording.takes().stream()
            .filter(take -> take.cancelDrill() != null)
            .map(Take::cancelDrill)
            .toList();
    if (rollback.isEmpty() && cuts.isEmpty()) {
      return Optional.empty();
    }
    List<StatementRun> down = rollback.map(take -> take.wayBack().statements()).orElse(List.of());
    WayBack.Comparison compared = rollback.map(take -> take.wayBack().compared()).orElse(null);
    List<String> differs = compared == null ? List.of() : differs(compared);
    boolean restored =
        rollback.isPresent() && ended(rollback.get()) && compared != null && differs.isEmpty();
    return Optional.of(
        new BackAndForth(
            rollback.map(take -> outcome(recording, take, restored)).orElse(null),
            restored,
            down.stream().limit(MOST).map(run -> row(recording, run)).toList(),
            Capped.note(MOST, down.size(), " statements"),
            differs,
            cuts.stream().limit(MOST).map(BackAndForth::row).toList(),
            Capped.note(MOST, cuts.size(), " drills")));
  }

  private static boolean ended(Take take) {
    return take.incomplete() == null
        && take.wayBack().statements().stream()
            .allMatch(run -> run.outcome() == StatementRun.Outcome.OK);
  }

  private static String outcome(Recording recording, Take take, boolean restored) {
    if (take.incomplete() != null) {
      return "The rollback take did not run to its end: " + Excerpt.brief(take.incomplete());
    }
    if (!ended(take)) {
      return "The way down did not run to its end.";
    }
    if (take.wayBack().compared() == null) {
      return "Up, then down; whether everything is what it was could not be compared.";
    }
    int tables = take.wayBack().compared().tables().size();
    return restored
        ? "Up, then down: the schema is what it was, and so are the rows of %s that could have changed."
            .formatted(Figures.count(tables, "table", "tables"))
        : "Up, then down; not everything is what it was:";
  }

  private static List<String> differs(WayBack.Comparison compared) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Capped.lines(compared.schema(), MOST_LINES, ChangeLine::of));
    lines.addAll(Capped.lines(compared.rows(), MOST_LINES, BackAndForth::rows));
    lines.addAll(Capped.lines(compared.gaps(), MOST_LINES, gap -> "not compared: " + gap));
    return lines;
  }

  private static String rows(WayBack.RowsChanged rows) {
    String columns =
        rows.columns().isEmpty() ? "" : "; values differ in " + String.join(", ", rows.columns());
    String before =
        "rows of %s: %s before, ".formatted(rows.relation(), Figures.count(rows.rowsBefore()));
    return before
        + (rows.rowsAfter() == null
            ? "the table is gone"
            : Figures.count(rows.rowsAfter()) + " after" + columns);
  }

  /** From the rollback takes that did nothing but keep time. */
  private static String elapsed(Recording recording, int index) {
    long[] nanos =
        recording.takes().stream()
            .filter(take -> take.wayBack() != null && !take.wayBack().inspected())
            .flatMap(take -> take.wayBack().statements().stream())
            .filter(run -> run.index() == index && run.outcome() == StatementRun.Outcome.OK)
            .mapToLong(StatementRun::elapsedNanos)
            .sorted()
            .toArray();
    return nanos.length == 0 ? Statements.UNKNOWN : Figures.duration(nanos[nanos.length / 2]);
  }

  private static DownRow row(Recording recording, StatementRun run) {
    String lock =
        run.locks().stream()
            .filter(Lock::preexisting)
            .findFirst()
            .map(held -> held.mode().sqlName() + " on " + Excerpt.line(held.relation()))
            .orElse("none seen");
    return new DownRow(
        Basis.file(run.script()) + ":" + run.line(),
        Excerpt.of(run.sql()),
        elapsed(recording, run.index()),
        lock,
        failure(run));
  }

  private static String failure(StatementRun run) {
    return switch (run.outcome()) {
      case OK -> null;
      case SKIPPED -> "not run";
      case LOST -> "lost";
      case FAILED ->
          "failed %s: %s".formatted(text(run.sqlState()), Excerpt.brief(text(run.message())));
    };
  }

  private static CutRow row(CancelDrill drill) {
    List<String> left = new ArrayList<>(Capped.lines(drill.left(), MOST_LINES, BackAndForth::left));
    boolean runsAgain = drill.rerun() != null && drill.rerun().sqlState() == null;
    return new CutRow(
        "S" + drill.statement(),
        "#s" + drill.statement(),
        Excerpt.line(drill.means()),
        drill.afterNanos() == null
            ? "over before %s, when it was to be cut"
                .formatted(Figures.duration(drill.plannedNanos()))
            : Figures.duration(drill.afterNanos()),
        drill.sqlState() == null ? "ended well" : Visible.text(drill.sqlState()),
        left,
        again(drill.rerun()),
        runsAgain || drill.rerun() == null);
  }

  private static String left(CancelDrill.Left left) {
    String rows = left.rows() == null ? "" : Figures.count(left.rows()) + " ";
    String where =
        left.relation() == null || left.relation().equals(left.object())
            ? ""
            : " on " + left.relation();
    return rows + left.kind() + " " + left.object() + where;
  }

  private static String again(CancelDrill.Rerun rerun) {
    if (rerun == null) {
      return "not run again";
    }
    if (rerun.sqlState() != null) {
      return "fails at S%s with %s: %s"
          .formatted(
              rerun.statement() == null ? "?" : rerun.statement(),
              text(rerun.sqlState()),
              Excerpt.brief(text(rerun.message())));
    }
    String left = rerun.left().stream().map(BackAndForth::left).collect(Collectors.joining("; "));
    return Excerpt.brief("runs to its end" + (left.isEmpty() ? "" : ", leaves " + left));
  }

  private static String text(String text) {
    return text == null ? "unknown" : Visible.text(text);
  }
}
