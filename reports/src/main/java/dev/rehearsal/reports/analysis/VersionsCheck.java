package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.analysis.Compatibility.Deployed;
import dev.rehearsal.reports.analysis.Compatibility.VersionResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the application can be served at every point of the migration: between two statements one
 * version has to work at both ends, so that the next can be deployed without a gap.
 */
final class VersionsCheck {

  private static final String NAME = "application-versions";
  private static final String CLAIM = "Application versions compatible";

  private VersionsCheck() {}

  static ChecklistItem of(Compatibility compatibility) {
    List<VersionResult> given =
        compatibility == null
            ? List.of()
            : compatibility.versions().stream().filter(version -> !version.derived()).toList();
    if (given.isEmpty()) {
      return ChecklistItem.open(NAME, CLAIM, none(compatibility), "versions");
    }
    return compatibility.rollout().isEmpty()
        ? ChecklistItem.open(NAME, CLAIM, gap(given), "versions")
        : ChecklistItem.ticked(NAME, CLAIM, way(compatibility.rollout()), "versions");
  }

  private static String none(Compatibility compatibility) {
    return compatibility == null
        ? "no application version was tried; workload.yaml can name them"
        : "only statements derived from the schema were tried; workload.yaml can name versions";
  }

  private static String gap(List<VersionResult> given) {
    List<Integer> gaps = Rollout.gaps(given);
    return gaps.isEmpty()
        ? "no version works before the first statement"
        : "no version works both before and after S" + gaps.get(0);
  }

  private static String way(List<Deployed> rollout) {
    return rollout.size() == 1
        ? rollout.get(0).version() + " works before, between and after all statements"
        : "each can be replaced while both work: "
            + rollout.stream().map(Deployed::version).collect(Collectors.joining(", then "));
  }
}
