package dev.rehearsal.harness.watch;

import dev.rehearsal.harness.watch.View.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who waits behind whom. A session that waits for several is put behind one that itself waits, if
 * there is such, because it is the queue that holds it up.
 */
final class WaitForest {

  private final Map<Integer, Waiting> waits = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> behind = new LinkedHashMap<>();

  WaitForest(List<Waiting> all) {
    all.forEach(wait -> waits.putIfAbsent(wait.pid(), wait));
    for (Waiting wait : waits.values()) {
      if (!wait.blockers().isEmpty()) {
        behind.computeIfAbsent(ahead(wait), pid -> new ArrayList<>()).add(wait.pid());
      }
    }
  }

  private int ahead(Waiting wait) {
    return wait.blockers().stream()
        .filter(waits::containsKey)
        .findFirst()
        .orElse(wait.blockers().get(0));
  }

  /**
   * A session in the tree.
   *
   * @param waiting what it waits for, or null if it does not wait
   */
  record Node(int pid, Waiting waiting, List<Node> behind) {}

  /** Those that hold up others and wait for nobody; of a deadlock, one of those in it. */
  List<Node> roots() {
    Set<Integer> placed = new HashSet<>();
    List<Node> roots = new ArrayList<>();
    for (int pid : new TreeSet<>(behind.keySet())) {
      if (!waits.containsKey(pid)) {
        roots.add(node(pid, placed));
      }
    }
    for (int pid : waits.keySet()) {
      if (!placed.contains(pid)) {
        roots.add(node(pid, placed));
      }
    }
    return roots;
  }

  private Node node(int pid, Set<Integer> placed) {
    placed.add(pid);
    List<Node> children = new ArrayList<>();
    for (int next : behind.getOrDefault(pid, List.of())) {
      if (!placed.contains(next)) {
        children.add(node(next, placed));
      }
    }
    return new Node(pid, waits.get(pid), children);
  }
}
