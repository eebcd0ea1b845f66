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

    /** Such as {@code 840 ms [812 ms – 861 ms]}. */
    String text() {
      return range == null ? median : median + " [" + range + "]";
    }
  }

  /** A spread as it is printed, a dash where nothing was measured. */
  static Times times(Spread spread) {
    if (spread == null) {
      return Times.UNKNOWN;
    }
    String range = Figures.duration(spread.low()) + " – " + Figures.duration(spread.high());
    return new Times(Figures.duration(spread.median()), spread.n() < 2 ? null : range);
  }

  /** Such as {@code +1.90 GiB}, {@code −8.00 KiB} or {@code unchanged}. */
  static String growth(long bytes) {
    if (bytes == 0) {
      return "unchanged";
    }
    return bytes > 0 ? "+" + Figures.size(bytes) : "−" + Figures.size(-bytes);
  }
}
