package dev.rehearsal.harness.watch;

import dev.rehearsal.harness.watch.View.Progress;
import dev.rehearsal.harness.watch.View.Session;
import dev.rehearsal.reports.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A view as lines for a terminal or a log. */
public final class ViewText {

  private static final int MOST = 15;
  private static final int INDENT = 11;

  private final View view;
  private final boolean times;
  private final Map<Integer, Session> sessions;

  private ViewText(View view, boolean times) {
    this.view = view;
    this.times = times;
    this.sessions =
        view.sessions().stream().collect(Collectors.toMap(Session::pid, each -> each, (a, b) -> a));
  }

  /** What is seen, with how long it has lasted. */
  public static List<String> lines(View view) {
    return new ViewText(view, true).lines();
  }

  /** The same without times, to tell whether anything is different. */
  public static List<String> shape(View view) {
    return new ViewText(view, false).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Session migration = view.migration().orElse(null);
    if (migration == null) {
      lines.add(labelled("migration", "not connected: loading, cloning, or between two takes"));
      view.sessions().stream().filter(Session::active).forEach(each -> lines.add(now(each)));
      return cut(lines);
    }
    lines.add(labelled("migration", statement(migration)));
    if (view.quiet()) {
      lines.add(
          labelled("", "alone in its database, as for timing: nothing else is asked meanwhile"));
      return lines;
    }
    locks(lines);
    waits(lines);
    view.progress().forEach(progress -> lines.add(labelled("progress", progress(progress))));
    return lines;
  }

  private String now(Session session) {
    return labelled(
        "", session.name() + time(session.queryNanos()) + ": " + oneLine(session.query()));
  }

  private String statement(Session migration) {
    String sql = oneLine(migration.query());
    if (migration.active()) {
      return "runs" + time(migration.queryNanos()) + ": " + sql;
    }
    return migration.transactionNanos() > 0
        ? "in a transaction" + time(migration.transactionNanos()) + ", last: " + sql
        : "between two statements, last: " + sql;
  }

  private void locks(List<String> lines) {
    List<String> held =
        view.locks().stream()
            .map(lock -> lock.mode().sqlName() + " on " + lock.relation())
            .toList();
    addAll(lines, "holds", held.isEmpty() ? List.of("no lock on a table") : held);
  }

  private void waits(List<String> lines) {
    List<String> tree = new ArrayList<>();
    new WaitForest(view.waits()).roots().forEach(root -> add(root, "", tree));
    addAll(lines, "waiting", tree.isEmpty() ? List.of("nobody") : tree);
  }

  private static void addAll(List<String> lines, String label, List<String> texts) {
    List<String> shown = cut(texts);
    for (int i = 0; i < shown.size(); i++) {
      lines.add(labelled(i == 0 ? label : "", shown.get(i)));
    }
  }

  private void add(WaitForest.Node node, String indent, List<String> tree) {
    tree.add(indent + (indent.isEmpty() ? "" : "└ ") + text(node));
    node.behind().forEach(next -> add(next, indent + "  ", tree));
  }

  private String text(WaitForest.Node node) {
    Session session = sessions.get(node.pid());
    String name = session == null ? "pid " + node.pid() : name(session);
    if (node.waiting() == null) {
      return name + state(session);
    }
    return name + " waits" + time(node.waiting().waitedNanos()) + " for " + node.waiting().wanted();
  }

  private String state(Session session) {
    if (session == null) {
      return "";
    }
    return session.active()
        ? ", runs" + time(session.queryNanos())
        : ", " + session.state() + time(session.transactionNanos());
  }

  private static String name(Session session) {
    return session.name().equals(View.MIGRATION) ? "the migration" : oneLine(session.name());
  }

  private static String progress(Progress progress) {
    String part =
        progress.total() <= 0 || progress.done() > progress.total()
            ? ""
            : ", " + 100 * progress.done() / progress.total() + " %";
    return progress.command() + " on " + progress.relation() + ": " + progress.phase() + part;
  }

  private String time(long nanos) {
    return times ? " " + Figures.duration(Math.max(0, nanos / 1_000_000 * 1_000_000)) : "";
  }

  private static List<String> cut(List<String> lines) {
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST));
    some.add("and " + (lines.size() - MOST) + " more");
    return some;
  }

  private static String labelled(String label, String text) {
    return label + " ".repeat(INDENT - label.length()) + text;
  }

  /** Foreign text cannot move the cursor. */
  private static String oneLine(String text) {
    return text == null
        ? ""
        : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ").strip();
  }
}
