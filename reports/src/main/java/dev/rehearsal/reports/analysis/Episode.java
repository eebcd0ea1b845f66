package dev.rehearsal.reports.analysis;

import java.util.List;

/**
 * Lock waits that belong together: one cause, and everyone stuck behind it.
 *
 * @param number 1 for the first of the recording; stable, used in links
 * @param take number of the traffic take
 * @param statement the migration's statement at the root, or null if the migration did not cause it
 * @param cause one sentence: who held or wanted what
 * @param fromNanos start in the take
 * @param toNanos end in the take
 * @param victims the probes that were stalled, longest first
 * @param root the tree of who waited behind whom
 * @param convoy whether somebody waited behind a session that was itself waiting
 */
public record Episode(
    int number,
    int take,
    Integer statement,
    String cause,
    long fromNanos,
    long toNanos,
    List<Victim> victims,
    Node root,
    boolean convoy) {

  public Episode {
    victims = List.copyOf(victims);
  }

  /**
   * A probe that was stalled.
   *
   * @param waitedNanos its longest stall in this episode
   * @param firings how many of its firings were delayed by the episode
   */
  public record Victim(String probe, long waitedNanos, long firings) {}

  /**
   * A session in the tree.
   *
   * @param session its name
   * @param waitsFor what it waited for, such as {@code ACCESS SHARE on public.orders}, or null for
   *     the root if it did not wait
   * @param waitedNanos how long, 0 for a root that did not wait
   * @param behind those that waited for it
   */
  public record Node(String session, String waitsFor, long waitedNanos, List<Node> behind) {
    public Node {
      behind = List.copyOf(behind);
    }
  }
}
