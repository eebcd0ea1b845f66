package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.Wait;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The lane of the times in which the migration itself waited for a lock. */
final class WaitLane {
  private WaitLane() {}

  /** The migration's own waits in a take, in order of their start. */
  static List<Wait> waits(Take take) {
    Set<String> sessions =
        take.statements().stream().map(StatementRun::session).collect(Collectors.toSet());
    return take.waits().stream().filter(wait -> sessions.contains(wait.session())).toList();
  }

  static Lane of(Take take) {
    return Lane.of("migration", "waits for a lock", Lane.LABELLED, marks(take));
  }

  private static List<Mark> marks(Take take) {
    return waits(take).stream().map(WaitLane::mark).toList();
  }

  private static Mark mark(Wait wait) {
    String waited = Figures.duration(wait.toNanos() - wait.fromNanos());
    String title =
        "the migration waits %s for %s behind %s"
            .formatted(waited, wanted(wait), Excerpt.brief(String.join(", ", wait.blockers())));
    String label = wait.mode() == null ? wait.lockType() : wait.mode().abbreviation();
    return new Mark(
        wait.fromNanos(),
        wait.toNanos(),
        "wait",
        title,
        null,
        List.of("waits for " + label + " " + waited, label));
  }

  /** What a session waited for, such as {@code ACCESS SHARE on public.orders}. */
  static String wanted(Wait wait) {
    String mode = wait.mode() == null ? "a lock" : wait.mode().sqlName();
    return wait.relation() == null
        ? mode + " (" + wait.lockType() + ")"
        : mode + " on " + Excerpt.line(wait.relation());
  }
}
