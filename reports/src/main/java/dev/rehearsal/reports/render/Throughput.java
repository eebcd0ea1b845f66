package dev.rehearsal.reports.render;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.Bucket;
import dev.rehearsal.reports.recording.Take;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many answers a probe got in a second: usually, and in the worst second that the migration
 * touched.
 *
 * @param usual answers a second before the migration began
 * @param lowest answers in the worst second from the replay's start on
 */
record Throughput(double usual, double lowest) {

  private static final long SECOND = 1_000_000_000L;

  /** Empty where the take has no baseline, or is too short to have a second to look at. */
  static Optional<Throughput> of(Take take, ProbeRun probe) {
    Optional<Take.Phase> baseline = phase(take, "baseline");
    Optional<Take.Phase> replay = phase(take, "replay");
    if (baseline.isEmpty() || replay.isEmpty() || probe.series().isEmpty()) {
      return Optional.empty();
    }
    List<Bucket> before =
        probe.series().stream()
            .filter(bucket -> bucket.fromNanos() >= baseline.get().fromNanos())
            .filter(bucket -> bucket.toNanos() <= baseline.get().toNanos())
            .toList();
    List<Bucket> since =
        probe.series().stream()
            .filter(bucket -> bucket.toNanos() > replay.get().fromNanos())
            .toList();
    return rate(before).flatMap(usual -> worst(since).map(low -> new Throughput(usual, low)));
  }

  /** Such as {@code 20.0/s → 9.0/s (−55 %)}. */
  String text() {
    long percent = usual == 0 ? 0 : Math.round((lowest - usual) * 100 / usual);
    String change = percent >= 0 ? "no dip" : "−" + -percent + " %";
    return String.format(Locale.ROOT, "%.1f/s → %.1f/s (%s)", usual, lowest, change);
  }

  private static Optional<Take.Phase> phase(Take take, String name) {
    return take.phases().stream().filter(phase -> phase.name().equals(name)).findFirst();
  }

  private static Optional<Double> rate(List<Bucket> buckets) {
    long nanos = buckets.stream().mapToLong(b -> b.toNanos() - b.fromNanos()).sum();
    long answers = buckets.stream().mapToLong(Bucket::completed).sum();
    return nanos == 0 ? Optional.empty() : Optional.of((double) answers * SECOND / nanos);
  }

  private static Optional<Double> worst(List<Bucket> buckets) {
    if (buckets.isEmpty()) {
      return Optional.empty();
    }
    long length = buckets.get(0).toNanos() - buckets.get(0).fromNanos();
    int span = (int) Math.max(1, (SECOND + length - 1) / Math.max(1, length));
    Optional<Double> worst = Optional.empty();
    for (int i = 0; i + span <= buckets.size(); i++) {
      double rate = rate(buckets.subList(i, i + span)).orElseThrow();
      worst = Optional.of(worst.map(low -> Math.min(low, rate)).orElse(rate));
    }
    return worst;
  }
}
