package dev.rehearsal.reports.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The waits of one episode as a tree of sessions. Every session stands behind one other: behind the
 * migration if that is among its blockers, else behind one that was itself waiting, else behind the
 * first by name.
 */
final class WaitTree {

  private final Map<String, List<BlamedWait>> bySession = new TreeMap<>();
  private final Map<String, String> parents = new TreeMap<>();
  private final TakeTimes times;

  private WaitTree(List<BlamedWait> waits, TakeTimes times) {
    this.times = times;
    for (BlamedWait wait : waits) {
      bySession.computeIfAbsent(wait.recorded().session(), key -> new ArrayList<>()).add(wait);
    }
    bySession.keySet().forEach(this::placeBehind);
  }

  static Episode.Node of(List<BlamedWait> waits, TakeTimes times) {
    WaitTree tree = new WaitTree(waits, times);
    return tree.node(tree.root(), new HashSet<>());
  }

  private void placeBehind(String session) {
    bySession.get(session).stream()
        .flatMap(wait -> wait.recorded().blockers().stream())
        .filter(blocker -> !blocker.equals(session) && !above(blocker).contains(session))
        .min(
            Comparator.<String, Boolean>comparing(blocker -> !times.migrates(blocker))
                .thenComparing(blocker -> !bySession.containsKey(blocker))
                .thenComparing(Comparator.naturalOrder()))
        .ifPresent(blocker -> parents.put(session, blocker));
  }

  private Set<String> above(String session) {
    Set<String> above = new HashSet<>();
    for (String each = session; each != null && above.add(each); each = parents.get(each)) {}
    return above;
  }

  /** Where most sessions end up when one walks up; of equals the first by name. */
  private String root() {
    Map<String, Integer> tops = new TreeMap<>();
    for (String session : bySession.keySet()) {
      String top = session;
      while (parents.containsKey(top)) {
        top = parents.get(top);
      }
      tops.merge(top, 1, Integer::sum);
    }
    return tops.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private Episode.Node node(String session, Set<String> seen) {
    seen.add(session);
    List<BlamedWait> own = bySession.getOrDefault(session, List.of());
    long waited = Span.union(Stalls.spans(own)).stream().mapToLong(Span::length).sum();
    String wanted =
        own.stream()
            .max(Comparator.comparingLong(wait -> wait.span().length()))
            .map(wait -> Labels.wanted(wait.recorded()))
            .orElse(null);
    List<Episode.Node> behind =
        parents.entrySet().stream()
            .filter(entry -> entry.getValue().equals(session))
            .map(Map.Entry::getKey)
            .filter(child -> !seen.contains(child))
            .map(child -> node(child, seen))
            .sorted(
                Comparator.comparingLong(Episode.Node::waitedNanos)
                    .reversed()
                    .thenComparing(Episode.Node::session))
            .toList();
    return new Episode.Node(session, wanted, waited, behind);
  }
}
