package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar of the timeline as words, for readers who do not see the drawing.
 *
 * @param from since the migration's first statement was sent
 * @param href the statement's row, or null
 */
record TimelineRow(String lane, String what, String from, String length, String href) {

  private static final int MOST = 200;

  static List<TimelineRow> of(Take take, Analysis analysis, long zeroNanos) {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(StatementLane.of(take));
    lanes.add(WaitLane.of(take));
    lanes.addAll(LockLanes.of(take, analysis.statements()));
    return lanes.stream()
        .flatMap(lane -> lane.marks().stream().map(mark -> row(lane, mark, zeroNanos)))
        .limit(MOST)
        .toList();
  }

  private static TimelineRow row(Lane lane, Mark mark, long zeroNanos) {
    return new TimelineRow(
        lane.fullLabel(),
        mark.title(),
        Figures.duration(mark.fromNanos() - zeroNanos),
        Figures.duration(mark.toNanos() - mark.fromNanos()),
        mark.href());
  }
}
