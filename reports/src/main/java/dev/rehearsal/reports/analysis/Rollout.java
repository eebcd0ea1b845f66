package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.analysis.Compatibility.Deployed;
import dev.rehearsal.reports.analysis.Compatibility.Moment;
import dev.rehearsal.reports.analysis.Compatibility.State;
import dev.rehearsal.reports.analysis.Compatibility.VersionResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the way to get from before the migration to behind it with as few versions as possible: one
 * version runs on as long as it works, and is replaced where the next one works as well, because
 * during a deploy both run.
 */
final class Rollout {

  private Rollout() {}

  /** The way, or nothing if there is none. Only versions that the user gave count. */
  static List<Deployed> of(List<VersionResult> versions) {
    List<VersionResult> given = versions.stream().filter(each -> !each.derived()).toList();
    if (given.isEmpty()) {
      return List.of();
    }
    List<Integer> points = points(given.get(0));
    List<Deployed> way = new ArrayList<>();
    int at = 0;
    while (true) {
      Deployed next = furthest(given, points, at);
      if (next == null || (!way.isEmpty() && next.untilStatement() == points.get(at))) {
        return List.of();
      }
      way.add(next);
      at = points.indexOf(next.untilStatement());
      if (at == points.size() - 1) {
        return List.copyOf(way);
      }
    }
  }

  /**
   * The statements after which no version goes on that worked before; empty if there is a way.
   *
   * @param versions those that the user gave
   */
  static List<Integer> gaps(List<VersionResult> versions) {
    List<Integer> gaps = new ArrayList<>();
    List<Integer> points = points(versions.get(0));
    for (int at = 0; at < points.size() - 1; at++) {
      int from = at;
      boolean bridged =
          versions.stream()
              .anyMatch(each -> works(each, points.get(from)) && works(each, points.get(from + 1)));
      if (!bridged) {
        gaps.add(points.get(at + 1));
      }
    }
    return gaps;
  }

  private static Deployed furthest(List<VersionResult> versions, List<Integer> points, int at) {
    Deployed best = null;
    for (VersionResult version : versions) {
      int until = at - 1;
      while (until + 1 < points.size() && works(version, points.get(until + 1))) {
        until++;
      }
      boolean further = until >= at && (best == null || points.get(until) > best.untilStatement());
      if (further) {
        best = new Deployed(version.name(), earliest(version, points, at), points.get(until));
      }
    }
    return best;
  }

  /** Since when a version works without a break that works at a point. */
  private static int earliest(VersionResult version, List<Integer> points, int at) {
    int from = at;
    while (from > 0 && works(version, points.get(from - 1))) {
      from--;
    }
    return points.get(from);
  }

  private static List<Integer> points(VersionResult version) {
    return version.moments().stream()
        .filter(moment -> moment.state() != State.UNTRIED)
        .map(Moment::afterStatement)
        .toList();
  }

  private static boolean works(VersionResult version, int point) {
    return version.moments().stream()
        .anyMatch(
            moment ->
                moment.afterStatement() == point
                    && (moment.state() == State.WORKS || moment.state() == State.STALE));
  }
}
