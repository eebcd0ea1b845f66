package dev.rehearsal.reports.render;

import java.util.List;

/**
 * A row of the timeline before it has a place: one relation's locks, one probe's waiting and so on.
 *
 * @param group what its neighbours have in common, such as {@code locks}
 * @param label its name, as much as fits
 * @param fullLabel its name
 * @param height how much room it needs; lanes of 30 have a line of labels above the bars
 * @param marks its bars, in the order in which they are painted
 */
record Lane(String group, String label, String fullLabel, int height, List<Mark> marks) {

  static final int LABELLED = 30;
  static final int PLAIN = 18;

  private static final int LONGEST_LABEL = 27;

  Lane {
    marks = List.copyOf(marks);
  }

  static Lane of(String group, String name, int height, List<Mark> marks) {
    String full = Excerpt.line(name);
    String label =
        full.length() <= LONGEST_LABEL ? full : "…" + full.substring(full.length() - LONGEST_LABEL);
    return new Lane(group, label, full, height, marks);
  }
}
