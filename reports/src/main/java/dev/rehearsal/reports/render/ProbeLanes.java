package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * One lane for each probe: its longest waiting in each cell, in steps of its own median before the
 * migration began. Never a mean, which would hide the stall.
 */
final class ProbeLanes {

  private static final int MOST_LANES = 24;

  /** Fewer cells than this on an axis would say nothing about when. */
  private static final int FEWEST_CELLS = 8;

  private ProbeLanes() {}

  static List<Lane> of(Take take, TimeAxis axis) {
    return take.probes().stream().limit(MOST_LANES).map(probe -> lane(probe, axis)).toList();
  }

  static int most() {
    return MOST_LANES;
  }

  private static Lane lane(ProbeRun probe, TimeAxis axis) {
    List<Mark> marks = coarse(probe, axis) ? single(probe) : cells(probe, axis);
    return Lane.of("waiting of", probe.name(), Lane.PLAIN, marks);
  }

  /** Whether the axis is so short that single firings are drawn on it instead of cells. */
  static boolean coarse(ProbeRun probe, TimeAxis axis) {
    return Cell.length(probe, axis) * FEWEST_CELLS > axis.lengthNanos();
  }

  private static List<Mark> single(ProbeRun probe) {
    return probe.late().stream().map(firing -> mark(probe, firing)).toList();
  }

  private static Mark mark(ProbeRun probe, ProbeRun.Late firing) {
    boolean answered = firing.outcome().equals("answered");
    String title =
        "%s: a firing behind a lock, %s, %s"
            .formatted(
                Excerpt.line(probe.name()),
                Figures.duration(firing.waitedNanos()),
                Excerpt.line(firing.outcome()));
    return new Mark(
        firing.dueNanos(),
        firing.dueNanos() + firing.waitedNanos(),
        answered ? Heat.BLOCKED.css() : Heat.FAILED.css(),
        title,
        null,
        List.of());
  }

  private static List<Mark> cells(ProbeRun probe, TimeAxis axis) {
    Long usual = Probes.baseline(probe).map(Waiting::medianNanos).orElse(null);
    List<Cell> runs = new ArrayList<>();
    List<Heat> heats = new ArrayList<>();
    for (Cell cell : Cell.of(probe, axis)) {
      Heat heat = cell.heat(probe.late(), usual);
      int last = heats.size() - 1;
      if (last >= 0 && heats.get(last) == heat) {
        runs.set(last, runs.get(last).with(cell));
      } else {
        runs.add(cell);
        heats.add(heat);
      }
    }
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (heats.get(i) != Heat.NONE) {
        marks.add(mark(probe, runs.get(i), heats.get(i), usual));
      }
    }
    return marks;
  }

  private static Mark mark(ProbeRun probe, Cell run, Heat heat, Long usual) {
    String title =
        "%s: %s; %s%s"
            .formatted(
                Excerpt.line(probe.name()),
                heat.words(),
                run.text(),
                usual == null ? "" : "; usual median " + Figures.duration(usual));
    return new Mark(run.fromNanos(), run.toNanos(), heat.css(), title, null, List.of());
  }
}
