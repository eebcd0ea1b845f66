package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.Bucket;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a probe's lane: what was due in it and the longest waiting of that.
 *
 * @param longestNanos null if none was due
 * @param failed how many timed out or were refused
 */
record Cell(long fromNanos, long toNanos, long due, Long longestNanos, long failed) {

  /** As many cells as a lane has room for; more would be narrower than a bar may be. */
  private static final int MOST = 240;

  /**
   * The recorded series in cells of equal length, none shorter than the time between two firings,
   * so that an empty one means that none was due.
   */
  static List<Cell> of(ProbeRun probe, TimeAxis axis) {
    int together = together(probe, axis);
    List<Cell> cells = new ArrayList<>();
    List<Bucket> series = probe.series();
    for (int i = 0; i < series.size(); i += together) {
      cells.add(merged(series.subList(i, Math.min(series.size(), i + together))));
    }
    return cells;
  }

  /** How long the cells of {@link #of} are; 0 without a series. */
  static long length(ProbeRun probe, TimeAxis axis) {
    return bucket(probe) * together(probe, axis);
  }

  private static int together(ProbeRun probe, TimeAxis axis) {
    long bucket = Math.max(1, bucket(probe));
    long wanted = Math.max(probe.periodNanos(), axis.lengthNanos() / MOST);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (wanted + bucket - 1) / bucket));
  }

  private static long bucket(ProbeRun probe) {
    return probe.series().stream()
        .findFirst()
        .map(bucket -> bucket.toNanos() - bucket.fromNanos())
        .orElse(0L);
  }

  private static Cell merged(List<Bucket> buckets) {
    Long longest =
        buckets.stream()
            .map(Bucket::maxNanos)
            .filter(max -> max != null)
            .max(Long::compare)
            .orElse(null);
    return new Cell(
        buckets.get(0).fromNanos(),
        buckets.get(buckets.size() - 1).toNanos(),
        buckets.stream().mapToLong(Bucket::due).sum(),
        longest,
        buckets.stream().mapToLong(Bucket::failed).sum());
  }

  /** How it is coloured. */
  Heat heat(List<ProbeRun.Late> late, Long usual) {
    if (failed > 0) {
      return Heat.FAILED;
    }
    if (late.stream().anyMatch(this::overlaps)) {
      return Heat.BLOCKED;
    }
    return longestNanos == null ? Heat.NONE : Heat.of(longestNanos, usual);
  }

  private boolean overlaps(ProbeRun.Late firing) {
    return firing.dueNanos() < toNanos && firing.dueNanos() + firing.waitedNanos() > fromNanos;
  }

  /** This cell and the one after it as one. */
  Cell with(Cell next) {
    Long longest =
        longestNanos == null
            ? next.longestNanos
            : next.longestNanos == null
                ? longestNanos
                : Long.valueOf(Math.max(longestNanos, next.longestNanos));
    return new Cell(fromNanos, next.toNanos, due + next.due, longest, failed + next.failed);
  }

  String text() {
    return "%s due in %s, longest %s"
        .formatted(
            Figures.count(due),
            Figures.duration(toNanos - fromNanos),
            longestNanos == null ? "–" : Figures.duration(longestNanos));
  }
}
