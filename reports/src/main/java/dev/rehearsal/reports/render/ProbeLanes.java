package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.Bucket;
import dev.rehearsal.reports.recording.ProbeRun.Late;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * One lane for each probe: its longest waiting in each stretch of time, in steps of its own median
 * before the migration began. Never a mean, which would hide the stall.
 */
final class ProbeLanes {

  private static final int MOST_LANES = 24;

  /** A stretch of time wider than this part of the axis would say nothing about when. */
  private static final int COARSEST = 8;

  private ProbeLanes() {}

  static List<Lane> of(Take take, TimeAxis axis) {
    return take.probes().stream().limit(MOST_LANES).map(probe -> lane(probe, axis)).toList();
  }

  static int most() {
    return MOST_LANES;
  }

  private static Lane lane(ProbeRun probe, TimeAxis axis) {
    List<Mark> marks = coarse(probe, axis) ? late(probe) : cells(probe);
    return Lane.of("waiting of", probe.name(), Lane.PLAIN, marks);
  }

  /** Whether the axis is so short that only single firings can be drawn on it. */
  static boolean coarse(ProbeRun probe, TimeAxis axis) {
    return probe.series().stream()
        .findFirst()
        .map(bucket -> bucket.toNanos() - bucket.fromNanos() > axis.lengthNanos() / COARSEST)
        .orElse(true);
  }

  private static List<Mark> late(ProbeRun probe) {
    return probe.late().stream()
        .map(
            firing ->
                new Mark(
                    firing.dueNanos(),
                    firing.dueNanos() + firing.waitedNanos(),
                    firing.outcome().equals("answered") ? "late" : "late failed",
                    "%s: a firing behind a lock, %s, %s"
                        .formatted(
                            Excerpt.line(probe.name()),
                            Figures.duration(firing.waitedNanos()),
                            Excerpt.line(firing.outcome())),
                    null,
                    List.of()))
        .toList();
  }

  private static List<Mark> cells(ProbeRun probe) {
    Long usual = Probes.baseline(probe).map(Waiting::medianNanos).orElse(null);
    List<Cell> cells = new ArrayList<>();
    for (Bucket bucket : probe.series()) {
      Heat heat = heat(bucket, probe.late(), usual);
      if (heat == Heat.NONE) {
        continue;
      }
      Cell cell = Cell.of(bucket, heat);
      int last = cells.size() - 1;
      if (last >= 0 && cells.get(last).continuesIn(cell)) {
        cells.set(last, cells.get(last).with(cell));
      } else {
        cells.add(cell);
      }
    }
    return cells.stream().map(cell -> cell.mark(probe.name(), usual)).toList();
  }

  private static Heat heat(Bucket bucket, List<Late> late, Long usual) {
    if (bucket.failed() > 0) {
      return Heat.FAILED;
    }
    boolean stuck = late.stream().anyMatch(firing -> overlaps(firing, bucket));
    if (stuck) {
      return Heat.BLOCKED;
    }
    return bucket.maxNanos() == null ? Heat.NONE : Heat.of(bucket.maxNanos(), usual);
  }

  private static boolean overlaps(Late firing, Bucket bucket) {
    return firing.dueNanos() < bucket.toNanos()
        && firing.dueNanos() + firing.waitedNanos() > bucket.fromNanos();
  }

  /** A run of neighbouring stretches of one colour. */
  private record Cell(long fromNanos, long toNanos, Heat heat, long due, long longestNanos) {

    static Cell of(Bucket bucket, Heat heat) {
      long longest = bucket.maxNanos() == null ? 0 : bucket.maxNanos();
      return new Cell(bucket.fromNanos(), bucket.toNanos(), heat, bucket.due(), longest);
    }

    boolean continuesIn(Cell next) {
      return heat == next.heat && toNanos == next.fromNanos;
    }

    Cell with(Cell next) {
      return new Cell(
          fromNanos, next.toNanos, heat, due + next.due, Math.max(longestNanos, next.longestNanos));
    }

    Mark mark(String probe, Long usual) {
      String title =
          "%s: %s; longest %s of %s due in %s%s"
              .formatted(
                  Excerpt.line(probe),
                  heat.words(),
                  Figures.duration(longestNanos),
                  Figures.count(due),
                  Figures.duration(toNanos - fromNanos),
                  usual == null ? "" : "; usual median " + Figures.duration(usual));
      return new Mark(fromNanos, toNanos, heat.css(), title, null, List.of());
    }
  }
}
