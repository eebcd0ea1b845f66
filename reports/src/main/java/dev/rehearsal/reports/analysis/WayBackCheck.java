package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.WayBack;
import java.util.List;
import java.util.Objects;

/** Whether the way back was rehearsed and led back. */
final class WayBackCheck {

  private static final String NAME = "rollback-rehearsed";
  private static final String CLAIM = "Rollback rehearsed";

  private WayBackCheck() {}

  static ChecklistItem of(Recording recording) {
    List<Take> takes = recording.takes().stream().filter(take -> take.wayBack() != null).toList();
    if (takes.isEmpty()) {
      return open(
          recording.migration().command() == null
              ? "no down script was rehearsed; put *.down.sql beside the migration"
              : "the tool's way back was not rehearsed");
    }
    return takes.stream()
        .map(WayBackCheck::against)
        .filter(Objects::nonNull)
        .findFirst()
        .map(WayBackCheck::open)
        .orElse(
            ChecklistItem.ticked(
                NAME, CLAIM, "up, then down: schema and rows are what they were", "way-back"));
  }

  private static ChecklistItem open(String why) {
    return ChecklistItem.open(NAME, CLAIM, why, "way-back");
  }

  private static String against(Take take) {
    WayBack back = take.wayBack();
    if (take.incomplete() != null) {
      return "the rollback take did not run to its end: " + take.incomplete();
    }
    boolean ended =
        back.statements().stream().allMatch(s -> s.outcome() == StatementRun.Outcome.OK);
    if (!ended) {
      return "the down script did not run to its end";
    }
    return back.inspected() ? different(back.compared()) : null;
  }

  private static String different(WayBack.Comparison compared) {
    if (compared == null) {
      return "schema and rows were not compared afterwards";
    }
    if (!compared.rows().isEmpty()) {
      return "rows of " + compared.rows().get(0).relation() + " are not what they were";
    }
    if (!compared.schema().isEmpty()) {
      return compared.schema().stream()
          .filter(change -> !Differences.onlyOrder(change))
          .findFirst()
          .map(change -> "the %s %s is not what it was".formatted(change.kind(), change.object()))
          .orElse("columns stand in another order than before");
    }
    return compared.gaps().isEmpty() ? null : compared.gaps().get(0);
  }
}
