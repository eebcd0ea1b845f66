package dev.rehearsal.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bar in a lane of the timeline: a stretch of time and what it stands for.
 *
 * @param fromNanos start in the take
 * @param toNanos end in the take
 * @param css classes that give its colour and pattern
 * @param title everything about it, for readers who point at it
 * @param href the row that it belongs to, or null
 * @param labels texts to write above it, best first; the first that fits is taken
 */
record Mark(
    long fromNanos, long toNanos, String css, String title, String href, List<String> labels) {

  private static final double NARROWEST = 2;
  private static final double LETTER = 6.7;

  Mark {
    labels = List.copyOf(labels);
  }

  /** The marks that the axis shows, in order, as rectangles with the labels that fit. */
  static List<Drawn> draw(List<Mark> marks, TimeAxis axis) {
    List<Mark> shown =
        marks.stream().filter(mark -> axis.shows(mark.fromNanos, mark.toNanos)).toList();
    List<Drawn> drawn = new ArrayList<>();
    double free = TimeAxis.LEFT;
    for (int i = 0; i < shown.size(); i++) {
      Mark mark = shown.get(i);
      boolean last = i + 1 == shown.size();
      double labelEnd = last ? TimeAxis.RIGHT : axis.x(shown.get(i + 1).fromNanos);
      Optional<String> label = mark.label(axis.x(mark.fromNanos), free, labelEnd);
      drawn.add(mark.draw(axis, label.orElse(null)));
      if (label.isPresent()) {
        free = axis.x(mark.fromNanos) + label.get().length() * LETTER + 2;
      }
    }
    return drawn;
  }

  /** The longest label that neither runs into what is left of it nor over the next mark. */
  private Optional<String> label(double x, double free, double end) {
    if (labels.isEmpty() || x < free) {
      return Optional.empty();
    }
    String shortest = labels.get(labels.size() - 1);
    return labels.stream()
        .filter(label -> x + label.length() * LETTER <= end)
        .findFirst()
        .or(() -> Optional.of(shortest))
        .filter(label -> x + label.length() * LETTER <= TimeAxis.RIGHT);
  }

  private Drawn draw(TimeAxis axis, String label) {
    double start = axis.x(fromNanos);
    double width = Math.max(NARROWEST, axis.x(toNanos) - start);
    double x = Math.min(start, TimeAxis.RIGHT - width);
    return new Drawn(
        TimeAxis.place(x), TimeAxis.place(width), css, title, href, label, TimeAxis.place(start));
  }

  /** A rectangle of the drawing, coordinates as SVG writes them. */
  record Drawn(
      String x, String width, String css, String title, String href, String label, String labelX) {}
}
