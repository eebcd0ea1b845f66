package dev.rehearsal.harness.probe;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.Bucket;
import dev.rehearsal.reports.recording.ProbeRun.Late;
import dev.rehearsal.reports.recording.ProbeRun.PhaseCount;
import dev.rehearsal.reports.recording.Take.Phase;
import dev.rehearsal.reports.recording.Wait;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * Counts a probe's firings into the recording's form. The settle phase is left out of all counts.
 */
public final class ProbeTally {

  /** Enough columns for a drawing, few enough for a page. */
  private static final int BUCKETS = 400;

  private static final long NARROWEST_BUCKET = 10_000_000;
  private static final int LATE_KEPT = 2000;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Probe probe;
  private final long timeoutNanos;
  private final List<Phase> phases;
  private final List<Outcome> outcomes;

  /**
   * @param phases of the take, in order, one of them {@code settle}
   * @param outcomes all firings of the probe, in order of due time
   */
  public ProbeTally(Probe probe, long timeoutNanos, List<Phase> phases, List<Outcome> outcomes) {
    this.probe = probe;
    this.timeoutNanos = timeoutNanos;
    this.phases = phases.stream().filter(phase -> !phase.name().equals("settle")).toList();
    long counted = this.phases.isEmpty() ? 0 : this.phases.get(0).fromNanos();
    this.outcomes = outcomes.stream().filter(outcome -> outcome.dueNanos() >= counted).toList();
  }

  /**
   * @param waits lock waits of all sessions in the take
   */
  public ProbeRun run(List<Wait> waits) {
    List<Wait> own = waits.stream().filter(wait -> wait.session().equals(probe.session())).toList();
    List<Late> late = late(own);
    List<Late> kept = longest(late);
    return new ProbeRun(
        probe.name(),
        probe.session(),
        probe.kind().name().toLowerCase(Locale.ROOT),
        probe.relation(),
        probe.version(),
        probe.shown(),
        probe.every().toNanos(),
        timeoutNanos,
        outcomes.size(),
        count(outcomes, Outcome::answered),
        count(outcomes, Outcome::timedOut),
        count(outcomes, ProbeTally::refused),
        errors(),
        phases.stream().map(this::count).toList(),
        histogram(outcomes),
        series(),
        kept,
        late.size() - kept.size());
  }

  private static boolean refused(Outcome outcome) {
    return outcome.sqlState() != null;
  }

  private static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
    return outcomes.stream().filter(which).count();
  }

  private SortedMap<String, Long> errors() {
    SortedMap<String, Long> errors = new TreeMap<>();
    outcomes.stream()
        .filter(ProbeTally::refused)
        .forEach(outcome -> errors.merge(outcome.sqlState(), 1L, Long::sum));
    return errors;
  }

  private PhaseCount count(Phase phase) {
    boolean isLast = phase.equals(phases.get(phases.size() - 1));
    List<Outcome> due =
        outcomes.stream()
            .filter(outcome -> outcome.dueNanos() >= phase.fromNanos())
            .filter(outcome -> isLast || outcome.dueNanos() < phase.toNanos())
            .toList();
    List<Outcome> inside =
        due.stream().filter(outcome -> isLast || outcome.endedNanos() <= phase.toNanos()).toList();
    return new PhaseCount(
        phase.name(),
        due.size(),
        count(due, Outcome::answered),
        count(due, Outcome::timedOut),
        count(due, ProbeTally::refused),
        count(due, Outcome::answered) - count(inside, Outcome::answered),
        histogram(inside));
  }

  private static String histogram(List<Outcome> outcomes) {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    outcomes.stream()
        .filter(Outcome::answered)
        .forEach(outcome -> histogram.recordValue(Math.max(0, outcome.waitedNanos())));
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  private List<Bucket> series() {
    if (phases.isEmpty() || outcomes.isEmpty()) {
      return List.of();
    }
    long from = phases.get(0).fromNanos();
    long to = phases.get(phases.size() - 1).toNanos();
    long width = Math.max(NARROWEST_BUCKET, Math.max(1, (to - from) / BUCKETS));
    List<Bucket> series = new ArrayList<>();
    for (long start = from; start < to; start += width) {
      series.add(bucket(start, Math.min(to, start + width)));
    }
    return series;
  }

  private Bucket bucket(long from, long to) {
    List<Outcome> due =
        outcomes.stream()
            .filter(outcome -> outcome.dueNanos() >= from && outcome.dueNanos() < to)
            .toList();
    long completed =
        outcomes.stream()
            .filter(Outcome::answered)
            .filter(outcome -> outcome.endedNanos() >= from && outcome.endedNanos() < to)
            .count();
    long[] answered =
        due.stream().filter(Outcome::answered).mapToLong(Outcome::waitedNanos).sorted().toArray();
    return new Bucket(
        from,
        to,
        due.size(),
        completed,
        answered.length == 0 ? null : (Long) answered[answered.length / 2],
        due.isEmpty()
            ? null
            : (Long) due.stream().mapToLong(Outcome::waitedNanos).max().getAsLong(),
        due.size() - answered.length);
  }

  private List<Late> late(List<Wait> waits) {
    return outcomes.stream()
        .filter(outcome -> waits.stream().anyMatch(wait -> overlaps(outcome, wait)))
        .map(firing -> new Late(firing.dueNanos(), firing.waitedNanos(), firing.label()))
        .toList();
  }

  private static boolean overlaps(Outcome outcome, Wait wait) {
    return wait.fromNanos() < outcome.endedNanos() && wait.toNanos() > outcome.dueNanos();
  }

  private static List<Late> longest(List<Late> late) {
    return late.stream()
        .sorted(Comparator.comparingLong(Late::waitedNanos).reversed())
        .limit(LATE_KEPT)
        .sorted(Comparator.comparingLong(Late::dueNanos))
        .toList();
  }
}
