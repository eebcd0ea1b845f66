package dev.rehearsal.reports.render;

import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * One drawing of the timeline, with everything in its place.
 *
 * @param id of the drawing in the document
 * @param title what it shows
 * @param description the same for readers who cannot see it
 * @param height of the drawing
 * @param ticks of the time axis
 * @param phases the stretches of the take that can be seen
 * @param rows the lanes
 * @param window a frame around what another drawing enlarges, or null
 */
record Panel(
    String id,
    String title,
    String description,
    int height,
    List<TimeAxis.Tick> ticks,
    List<PhaseMark> phases,
    List<Row> rows,
    PhaseMark window) {

  private static final int TOP = 40;
  private static final int GAP = 5;
  private static final int BEFORE_GROUP = 20;
  private static final int BAR = 14;

  /** A named stretch of the axis. */
  record PhaseMark(String name, String x, String width, String labelX) {}

  /**
   * A lane in its place.
   *
   * @param group heading above it, or null if it belongs with the lane before
   * @param y its top
   * @param barY top of its bars
   * @param barHeight height of its bars
   * @param labelY baseline of the labels above its bars
   */
  record Row(
      String group,
      int groupY,
      String label,
      String fullLabel,
      int y,
      int height,
      int barY,
      int barHeight,
      int labelY,
      int nameY,
      List<Mark.Drawn> marks) {}

  static Panel of(
      String id, String title, String description, TimeAxis axis, Take take, List<Lane> lanes) {
    List<Row> rows = new ArrayList<>();
    String group = null;
    int y = TOP;
    for (Lane lane : lanes) {
      boolean first = !lane.group().equals(group);
      y += first ? BEFORE_GROUP : GAP;
      rows.add(row(lane, first, y, axis));
      y += lane.height();
      group = lane.group();
    }
    return new Panel(id, title, description, y + 10, axis.ticks(), phases(take, axis), rows, null);
  }

  /** The same drawing with a frame around a stretch of it. */
  Panel framing(TimeAxis axis, TimeAxis inner) {
    PhaseMark frame = phase("", axis, inner.fromNanos(), inner.toNanos());
    return new Panel(id, title, description, height, ticks, phases, rows, frame);
  }

  private static Row row(Lane lane, boolean first, int y, TimeAxis axis) {
    boolean labelled = lane.height() == Lane.LABELLED;
    int barHeight = labelled ? BAR : lane.height();
    int barY = y + lane.height() - barHeight;
    return new Row(
        first ? lane.group() : null,
        y - 6,
        lane.label(),
        lane.fullLabel(),
        y,
        lane.height(),
        barY,
        barHeight,
        barY - 3,
        y + lane.height() / 2 + 4,
        Mark.draw(lane.marks(), axis));
  }

  private static List<PhaseMark> phases(Take take, TimeAxis axis) {
    return take.phases().stream()
        .filter(phase -> phase.toNanos() > axis.fromNanos() && phase.fromNanos() < axis.toNanos())
        .map(phase -> phase(phase.name(), axis, phase.fromNanos(), phase.toNanos()))
        .toList();
  }

  private static PhaseMark phase(String name, TimeAxis axis, long from, long to) {
    double x = axis.x(from);
    double width = axis.x(to) - x;
    boolean fits = width > name.length() * 6.7 + 6;
    return new PhaseMark(
        fits ? name : null, TimeAxis.place(x), TimeAxis.place(width), TimeAxis.place(x + 4));
  }
}
