package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups the waits of a traffic take into episodes. All waits due to one statement of the migration
 * are one episode: from the statement to the end of its transaction its locks are held without a
 * break, so a gap between two waits only means that nobody asked. Waits in which the migration has
 * no part are an episode if they overlap and involve a session that is not a probe; probes that
 * wait for one another are the workload's own contention and are left out.
 */
final class Episodes {

  private final LockFacts locks;
  private final Labels labels;
  private final List<Episode> episodes = new ArrayList<>();

  Episodes(LockFacts locks, Labels labels) {
    this.locks = locks;
    this.labels = labels;
  }

  /** Adds the episodes of one take, in order of their start. */
  void add(Take take, List<BlamedWait> waits) {
    Map<Integer, List<BlamedWait>> byStatement = new TreeMap<>();
    List<BlamedWait> foreign = new ArrayList<>();
    for (BlamedWait wait : waits) {
      if (wait.statement() != null) {
        byStatement.computeIfAbsent(wait.statement(), key -> new ArrayList<>()).add(wait);
      } else if (!betweenProbes(wait)) {
        foreign.add(wait);
      }
    }
    List<List<BlamedWait>> groups = new ArrayList<>(byStatement.values());
    groups.addAll(overlapping(foreign));
    groups.sort(Comparator.comparingLong(group -> group.get(0).span().from()));
    groups.forEach(group -> episodes.add(episode(take, group)));
  }

  List<Episode> all() {
    return List.copyOf(episodes);
  }

  private boolean betweenProbes(BlamedWait wait) {
    return labels.probe(wait.recorded().session())
        && wait.recorded().blockers().stream().allMatch(labels::probe);
  }

  private static List<List<BlamedWait>> overlapping(List<BlamedWait> waits) {
    List<List<BlamedWait>> groups = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (BlamedWait wait : waits) {
      if (wait.span().from() > end) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(wait);
      end = Math.max(end, wait.span().to());
    }
    return groups;
  }

  private Episode episode(Take take, List<BlamedWait> waits) {
    TakeTimes times = new TakeTimes(take);
    return new Episode(
        episodes.size() + 1,
        take.number(),
        waits.get(0).statement(),
        new EpisodeCause(locks, labels, times).sentence(waits),
        waits.stream().mapToLong(wait -> wait.span().from()).min().orElseThrow(),
        waits.stream().mapToLong(wait -> wait.span().to()).max().orElseThrow(),
        victims(take, waits),
        WaitTree.of(waits, times),
        waits.stream().anyMatch(BlamedWait::behindWaiter));
  }

  private static List<Episode.Victim> victims(Take take, List<BlamedWait> waits) {
    List<Episode.Victim> victims = new ArrayList<>();
    for (ProbeRun probe : take.probes()) {
      List<Span> own =
          Stalls.spans(
              waits.stream().filter(w -> w.recorded().session().equals(probe.session())).toList());
      List<Long> stalls =
          probe.late().stream()
              .map(firing -> Stalls.span(firing).coveredBy(own))
              .filter(nanos -> nanos > 0)
              .toList();
      stalls.stream()
          .max(Comparator.naturalOrder())
          .ifPresent(
              longest -> victims.add(new Episode.Victim(probe.name(), longest, stalls.size())));
    }
    victims.sort(
        Comparator.comparingLong(Episode.Victim::waitedNanos)
            .reversed()
            .thenComparing(Episode.Victim::probe));
    return victims;
  }
}
