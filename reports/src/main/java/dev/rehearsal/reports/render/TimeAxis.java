package dev.rehearsal.reports.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a take, laid along the width of a drawing.
 *
 * @param fromNanos left end, in the take
 * @param toNanos right end, in the take
 * @param zeroNanos the moment that tick labels count from: when the migration's first statement was
 *     sent
 */
record TimeAxis(long fromNanos, long toNanos, long zeroNanos) {

  static final int WIDTH = 1160;
  static final int LEFT = 190;
  static final int RIGHT = WIDTH - 14;

  private static final int MOST_TICKS = 9;
  private static final String MINUS = "−";

  TimeAxis {
    if (toNanos <= fromNanos) {
      toNanos = fromNanos + 1;
    }
  }

  long lengthNanos() {
    return toNanos - fromNanos;
  }

  /** Whether anything of the stretch can be seen. */
  boolean shows(long from, long to) {
    return from <= toNanos && to >= fromNanos;
  }

  /** The place of a moment, moments outside at the nearer end. */
  double x(long nanos) {
    long inside = Math.max(fromNanos, Math.min(toNanos, nanos));
    return LEFT + (double) (inside - fromNanos) * (RIGHT - LEFT) / lengthNanos();
  }

  /** Round moments, at most nine. */
  List<Tick> ticks() {
    long step = step();
    List<Tick> ticks = new ArrayList<>();
    long first = Math.floorDiv(fromNanos - zeroNanos + step - 1, step) * step;
    for (long at = first; at <= toNanos - zeroNanos; at += step) {
      ticks.add(new Tick(place(x(at + zeroNanos)), label(at, step)));
    }
    return ticks;
  }

  private long step() {
    long step = 1;
    int[] factors = {2, 5, 10};
    for (int i = 0; lengthNanos() / step > MOST_TICKS; i++) {
      step = pow10(i / 3) * factors[i % 3];
    }
    return step;
  }

  private static long pow10(int exponent) {
    return BigDecimal.TEN.pow(exponent).longValueExact();
  }

  private static String label(long at, long step) {
    if (at == 0) {
      return "0";
    }
    String[] units = {"s", "ms", "µs", "ns"};
    int unit = step >= 100_000_000 ? 0 : step >= 100_000 ? 1 : step >= 100 ? 2 : 3;
    BigDecimal value = BigDecimal.valueOf(Math.abs(at), 9 - 3 * unit).stripTrailingZeros();
    return (at < 0 ? MINUS : "") + value.toPlainString() + " " + units[unit];
  }

  /** A coordinate as SVG writes it, to a tenth of a pixel. */
  static String place(double coordinate) {
    return BigDecimal.valueOf(Math.round(coordinate * 10), 1).stripTrailingZeros().toPlainString();
  }

  /** A labelled moment. */
  record Tick(String x, String label) {}
}
