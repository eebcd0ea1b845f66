package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.PhaseCount;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The workload of the traffic takes: what was due and what became of it.
 *
 * @param rows one for each probe of each traffic take
 * @param note what was left out, or null
 */
record Probes(List<Row> rows, String note) {

  private static final int MOST = 200;

  /**
   * One probe in one take, figures as they are printed.
   *
   * @param during of those due and answered while the migration ran
   * @param longest of all that were due while the migration ran, answered in time or not
   * @param stall the longest stall that a lock explains
   */
  record Row(
      int take,
      String name,
      String sql,
      String schedule,
      String due,
      String answered,
      String timedOut,
      String refused,
      boolean anyTimedOut,
      boolean anyRefused,
      Spot before,
      Spot during,
      String longest,
      String stall,
      String errors,
      String throughput) {}

  /** Median and 99th percentile. */
  record Spot(String median, String p99) {
    static Spot of(Optional<Waiting> waiting) {
      return new Spot(
          waiting.map(w -> Figures.duration(w.medianNanos())).orElse("–"),
          waiting.map(w -> Figures.duration(w.p99Nanos())).orElse("–"));
    }
  }

  static Probes of(Recording recording, Analysis analysis) {
    List<Row> rows = new ArrayList<>();
    for (Take take : recording.takes(TakeKind.TRAFFIC)) {
      take.probes().forEach(probe -> rows.add(row(take, probe, analysis)));
    }
    String note =
        rows.size() > MOST ? "Showing %s of %s probes.".formatted(MOST, rows.size()) : null;
    return new Probes(rows.stream().limit(MOST).toList(), note);
  }

  /** Waiting before the migration began, or empty if nothing was answered then. */
  static Optional<Waiting> baseline(ProbeRun probe) {
    return phase(probe, "baseline").flatMap(count -> Waiting.decode(count.histogram()));
  }

  private static Row row(Take take, ProbeRun probe, Analysis analysis) {
    return new Row(
        take.number(),
        Excerpt.line(probe.name()),
        Excerpt.line(probe.sql()),
        "every " + Figures.duration(probe.periodNanos()),
        Figures.count(probe.due()),
        Figures.count(probe.answered()),
        Figures.count(probe.timedOut()),
        Figures.count(probe.refused()),
        probe.timedOut() > 0,
        probe.refused() > 0,
        Spot.of(baseline(probe)),
        Spot.of(phase(probe, "replay").flatMap(count -> Waiting.decode(count.histogram()))),
        longest(take, probe),
        stall(probe, analysis),
        errors(probe),
        Throughput.of(take, probe).map(Throughput::text).orElse("–"));
  }

  private static Optional<PhaseCount> phase(ProbeRun probe, String name) {
    return probe.phases().stream().filter(count -> count.phase().equals(name)).findFirst();
  }

  private static String longest(Take take, ProbeRun probe) {
    OptionalLong longest =
        take.phases().stream()
            .filter(phase -> phase.name().equals("replay"))
            .flatMapToLong(
                phase ->
                    probe.series().stream()
                        .filter(bucket -> bucket.maxNanos() != null)
                        .filter(
                            bucket ->
                                bucket.toNanos() > phase.fromNanos()
                                    && bucket.fromNanos() < phase.toNanos())
                        .mapToLong(ProbeRun.Bucket::maxNanos))
            .max();
    return longest.isPresent() ? Figures.duration(longest.getAsLong()) : "–";
  }

  private static String stall(ProbeRun probe, Analysis analysis) {
    OptionalLong longest =
        analysis.statements().stream()
            .map(statement -> statement.stalls().get(probe.name()))
            .filter(stall -> stall != null)
            .mapToLong(Long::longValue)
            .max();
    return longest.isPresent() ? Figures.duration(longest.getAsLong()) : "none";
  }

  private static String errors(ProbeRun probe) {
    List<String> errors = new ArrayList<>();
    probe.errors().forEach((state, n) -> errors.add(state + " × " + Figures.count(n)));
    return errors.isEmpty() ? "none" : Excerpt.brief(String.join(", ", errors));
  }
}
