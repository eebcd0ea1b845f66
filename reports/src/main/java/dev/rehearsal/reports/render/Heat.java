package dev.rehearsal.reports.render;

import java.util.Arrays;
import java.util.List;

/** How long a probe waited, in steps of its own median before the migration began. */
enum Heat {
  NONE("none was due"),
  USUAL("at most 1.5 times its usual median"),
  SLOW("at most 3 times"),
  SLOWER("at most 10 times"),
  SLOWEST("more than 10 times"),
  BLOCKED("stalled behind a lock"),
  FAILED("timed out or refused");

  private final String words;

  Heat(String words) {
    this.words = words;
  }

  /**
   * The step for a waiting that no lock explains.
   *
   * @param usual the median before the migration began, or null if there was none to compare with
   */
  static Heat of(long waitedNanos, Long usual) {
    if (usual == null || usual == 0) {
      return USUAL;
    }
    double times = (double) waitedNanos / usual;
    return times <= 1.5 ? USUAL : times <= 3 ? SLOW : times <= 10 ? SLOWER : SLOWEST;
  }

  /** The legend: every step that has a colour. */
  static List<Timeline.Key> keys() {
    return Arrays.stream(values())
        .filter(heat -> heat != NONE)
        .map(heat -> new Timeline.Key(heat.css(), heat.words()))
        .toList();
  }

  String words() {
    return words;
  }

  String css() {
    return "h-" + ordinal();
  }
}
