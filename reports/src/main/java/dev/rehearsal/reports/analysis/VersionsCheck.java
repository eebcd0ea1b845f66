package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Steps.VersionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the application can be served at every point of the migration: between two statements one
 * version has to work at both ends, so that the next can be deployed without a gap.
 */
final class VersionsCheck {

  private static final String NAME = "application-versions";
  private static final String CLAIM = "Application versions compatible";

  private VersionsCheck() {}

  static ChecklistItem of(Recording recording) {
    List<VersionCheck> checks =
        recording.takes().stream()
            .filter(take -> take.steps() != null)
            .flatMap(take -> take.steps().checks().stream())
            .toList();
    if (checks.isEmpty()) {
      String none = "no application version was tried; workload.yaml can name them";
      return ChecklistItem.open(NAME, CLAIM, none, "versions");
    }
    Map<Integer, Set<String>> working = working(checks);
    List<Integer> points = new ArrayList<>(working.keySet());
    Set<String> before = working.get(points.get(0));
    for (int point : points) {
      Set<String> through = new TreeSet<>(working.get(point));
      through.retainAll(before);
      if (through.isEmpty()) {
        return ChecklistItem.open(NAME, CLAIM, gap(point), "versions");
      }
      before = working.get(point);
    }
    String all = "at each of %s points one version works, and still works at the next";
    return ChecklistItem.ticked(NAME, CLAIM, all.formatted(points.size()), "versions");
  }

  private static String gap(int point) {
    return point == 0
        ? "no version works before the first statement"
        : "no version works both before and after S" + point;
  }

  /** The versions of which everything worked, by point. */
  private static Map<Integer, Set<String>> working(List<VersionCheck> checks) {
    Map<Integer, Set<String>> working = new TreeMap<>();
    for (VersionCheck check : checks) {
      working.computeIfAbsent(check.afterStatement(), p -> new TreeSet<>()).add(check.version());
    }
    checks.stream()
        .filter(check -> check.sqlState() != null)
        .forEach(check -> working.get(check.afterStatement()).remove(check.version()));
    return working;
  }
}
