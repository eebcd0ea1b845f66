package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import java.util.List;

/** The lane of the migration's statements. */
final class StatementLane {
  private StatementLane() {}

  static Lane of(Take take) {
    return Lane.of("migration", "statements", Lane.LABELLED, marks(take));
  }

  private static List<Mark> marks(Take take) {
    return take.statements().stream()
        .filter(statement -> statement.outcome() != Outcome.SKIPPED)
        .map(StatementLane::mark)
        .toList();
  }

  private static Mark mark(StatementRun statement) {
    boolean failed = statement.outcome() == Outcome.FAILED;
    String name = "S" + statement.index();
    String elapsed = Figures.duration(statement.elapsedNanos());
    String title =
        name + ", " + elapsed + (failed ? ", failed: " : ": ") + Excerpt.line(statement.sql());
    return new Mark(
        statement.startedNanos(),
        statement.endedNanos(),
        failed ? "statement failed" : "statement",
        title,
        "#s" + statement.index(),
        List.of(name + " " + elapsed + (failed ? " failed" : ""), name));
  }
}
