package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Episode;
import dev.rehearsal.reports.figures.Figures;
import java.util.List;
import java.util.Map;

/**
 * A session in the tree of who waited behind whom.
 *
 * @param text its name, what it waited for and how long
 * @param omitted how many behind it are not shown, or null
 */
record WaiterNode(String text, List<WaiterNode> behind, String omitted) {

  private static final int DEEPEST = 12;
  private static final int WIDEST = 25;

  /**
   * @param names what to call the sessions; others keep their own name
   */
  static WaiterNode of(Episode.Node root, Map<String, String> names) {
    return of(root, names, 1);
  }

  private static WaiterNode of(Episode.Node node, Map<String, String> names, int depth) {
    int shown = depth == DEEPEST ? 0 : Math.min(WIDEST, node.behind().size());
    int hidden = node.behind().size() - shown;
    return new WaiterNode(
        text(node, names),
        node.behind().stream().limit(shown).map(next -> of(next, names, depth + 1)).toList(),
        hidden == 0 ? null : "and %s more behind it".formatted(hidden));
  }

  private static String text(Episode.Node node, Map<String, String> names) {
    String session = Excerpt.line(names.getOrDefault(node.session(), node.session()));
    return node.waitsFor() == null
        ? session
        : "%s waits %s for %s"
            .formatted(
                session, Figures.duration(node.waitedNanos()), Excerpt.line(node.waitsFor()));
  }
}
