package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What this rehearsal could not see, one sentence each. */
final class Limits {

  private static final int MOST = 40;

  private static final Set<TakeKind> MEASURING =
      EnumSet.of(TakeKind.FACTS, TakeKind.TIMING, TakeKind.TRAFFIC);

  private Limits() {}

  static List<String> of(Recording recording, Analysis analysis) {
    List<String> limits = new ArrayList<>();
    limits.add(
        "One server on one machine: replicas, connection poolers, backups and the production disk were not rehearsed.");
    limits.add(
        "As a rule, which locks a statement takes does not depend on the amount of data; how long it holds them does.");
    traffic(recording, limits);
    sampled(analysis, limits);
    incomplete(recording, limits);
    gaps(recording, limits);
    return limits.size() <= MOST ? limits : cut(limits);
  }

  private static List<String> cut(List<String> limits) {
    List<String> some = new ArrayList<>(limits.subList(0, MOST));
    some.add("Showing %s of %s.".formatted(MOST, limits.size()));
    return some;
  }

  private static void traffic(Recording recording, List<String> limits) {
    List<Take> takes = recording.takes(TakeKind.TRAFFIC);
    if (takes.isEmpty()) {
      limits.add("No traffic take: whether anybody would have been stalled was not measured.");
      return;
    }
    takes.stream()
        .filter(take -> take.observer() != null)
        .mapToLong(take -> take.observer().longestGapNanos())
        .max()
        .ifPresent(
            gap ->
                limits.add(
                    "Lock waits were looked for again and again; a wait shorter than %s, the longest gap between two looks, may be missed."
                        .formatted(Figures.duration(gap))));
    takes.stream()
        .flatMap(take -> take.probes().stream())
        .mapToLong(ProbeRun::periodNanos)
        .max()
        .ifPresent(
            period ->
                limits.add(
                    "The workload is a schedule of probes, not your application: a stall shorter than %s, the longest time between two firings of a probe, can pass between them."
                        .formatted(Figures.duration(period))));
  }

  private static void sampled(Analysis analysis, List<String> limits) {
    analysis.statements().stream()
        .filter(s -> s.locks().stream().anyMatch(lock -> lock.known() == Known.SAMPLED))
        .forEach(
            s ->
                limits.add(
                    "S%s could not be held open in a transaction: its locks were sampled, and one that was held for less than the period may be missing."
                        .formatted(s.index())));
  }

  private static void incomplete(Recording recording, List<String> limits) {
    recording.takes().stream()
        .filter(take -> take.incomplete() != null)
        .forEach(
            take ->
                limits.add(
                    "%s take %s did not run to its end: %s"
                        .formatted(name(take), take.number(), Excerpt.brief(take.incomplete()))));
  }

  private static String name(Take take) {
    String lower = take.kind().name().toLowerCase(Locale.ROOT);
    return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }

  private static void gaps(Recording recording, List<String> limits) {
    recording.takes().stream()
        .filter(take -> MEASURING.contains(take.kind()))
        .flatMap(take -> take.statements().stream())
        .flatMap(
            statement ->
                statement.gaps().stream()
                    .map(gap -> "S%s: %s".formatted(statement.index(), Excerpt.brief(gap))))
        .distinct()
        .forEach(limits::add);
  }
}
