package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds stalls above the limit that the observer may have missed or that no firing shows. A lock
 * wait that is shorter than the observer's longest gap can go unseen. That matters only where the
 * gap is longer than max-stall, a statement kept a conflicting lock for longer than max-stall, and
 * a probe that it stops was meanwhile slower than max-stall, slower than ever in its baseline and
 * without any recorded wait.
 */
final class UnseenWaits {

  private final Evidence evidence;

  UnseenWaits(Evidence evidence) {
    this.evidence = evidence;
  }

  List<String> all() {
    List<String> found = new ArrayList<>();
    if (evidence.maxStall() != null) {
      evidence.waits().forEach((take, waits) -> search(take, waits, found));
    }
    return found;
  }

  private void search(Take take, List<BlamedWait> waits, List<String> found) {
    for (ProbeRun probe : take.probes()) {
      List<BlamedWait> own =
          waits.stream().filter(w -> w.recorded().session().equals(probe.session())).toList();
      if (own.stream().anyMatch(wait -> unlisted(wait, probe))) {
        found.add(
            "probe "
                + probe.name()
                + " waited behind the migration in "
                + Labels.take(take)
                + " for longer than max-stall, but none of its firings is listed");
      }
      if (take.observer() != null
          && evidence.exceedsMaxStall(take.observer().longestGapNanos())
          && slowWithoutWait(take, probe, Stalls.spans(own))) {
        found.add(
            "the lock waits of "
                + Labels.take(take)
                + " were not watched for up to "
                + Figures.duration(take.observer().longestGapNanos())
                + ", longer than max-stall, while probe "
                + probe.name()
                + " was slow for no recorded reason");
      }
    }
  }

  private boolean unlisted(BlamedWait wait, ProbeRun probe) {
    return wait.behindMigration()
        && evidence.exceedsMaxStall(wait.span().length())
        && probe.late().stream().allMatch(late -> Stalls.span(late).overlap(wait.span()) == 0);
  }

  private boolean slowWithoutWait(Take take, ProbeRun probe, List<Span> waits) {
    List<Span> holds = evidence.longHolds(take, statement -> stops(statement, probe));
    long usual = slowestInBaseline(take, probe);
    return probe.series().stream()
        .filter(bucket -> bucket.maxNanos() != null)
        .filter(bucket -> evidence.exceedsMaxStall(bucket.maxNanos()) && bucket.maxNanos() > usual)
        .map(bucket -> new Span(bucket.fromNanos(), bucket.toNanos() + bucket.maxNanos()))
        .anyMatch(slow -> slow.coveredBy(holds) > 0 && slow.coveredBy(waits) == 0);
  }

  private boolean stops(int statement, ProbeRun probe) {
    boolean rows =
        !Stalls.reads(probe) && evidence.locks().changesRows(statement, probe.relation());
    return rows
        || evidence.locks().blocking(statement).entrySet().stream()
            .anyMatch(held -> ProbeCoverage.stops(probe, held.getKey(), held.getValue().mode()));
  }

  private static long slowestInBaseline(Take take, ProbeRun probe) {
    return take.phases().stream()
        .filter(phase -> phase.name().equals("baseline"))
        .map(phase -> new Span(phase.fromNanos(), phase.toNanos()))
        .flatMap(
            baseline ->
                probe.series().stream()
                    .filter(bucket -> bucket.maxNanos() != null)
                    .filter(
                        bucket ->
                            new Span(bucket.fromNanos(), bucket.toNanos()).overlap(baseline) > 0))
        .mapToLong(ProbeRun.Bucket::maxNanos)
        .max()
        .orElse(0);
  }
}
