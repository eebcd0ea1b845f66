package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Spread;
import dev.rehearsal.reports.figures.Figures;

/** Figures that need more than one number or a sign. */
final class Readings {
  private Readings() {}

  /**
   * A figure measured several times.
   *
   * @param range lowest and highest, or null if it was measured once
   */
  record Times(String median, String range) {

    static final Times UNKNOWN = new Times("–", null);

    /** Such as {@code 840 ms [812–861 ms]}. */
    String text() {
      return range == null ? median : median + " [" + range + "]";
    }
  }

  /** A spread as it is printed, a dash where nothing was measured. */
  static Times times(Spread spread) {
    if (spread == null) {
      return Times.UNKNOWN;
    }
    String range = range(Figures.duration(spread.low()), Figures.duration(spread.high()));
    return new Times(Figures.duration(spread.median()), spread.n() < 2 ? null : range);
  }

  /** Such as {@code 812–861 ms}, with both units where they differ. */
  private static String range(String low, String high) {
    int unit = low.lastIndexOf(' ');
    boolean same = unit > 0 && low.indexOf(' ') == unit && high.endsWith(low.substring(unit));
    return same && high.indexOf(' ') == high.lastIndexOf(' ')
        ? low.substring(0, unit) + "–" + high
        : low + " – " + high;
  }

  /** Such as {@code +1.90 GiB}, {@code −8.00 KiB}. */
  static String growth(long bytes) {
    if (bytes == 0) {
      return "0 B";
    }
    return bytes > 0 ? "+" + Figures.size(bytes) : "−" + Figures.size(-bytes);
  }
}
