package dev.rehearsal.harness.bench;

import java.util.Arrays;

/** Figures of one kind, such as the ratios of pairs of runs. Never empty. */
final class Sample {
  private static final double TWO_SIDED_95 = 1.96;

  private final double[] sorted;

  Sample(double[] figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("a sample must have at least one figure");
    }
    sorted = figures.clone();
    Arrays.sort(sorted);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Lower end of the median's interval at 95 %, by order statistics. */
  double low() {
    return sorted[rank()];
  }

  /** Upper end of the median's interval at 95 %, by order statistics. */
  double high() {
    return sorted[sorted.length - 1 - rank()];
  }

  /** How many figures lie beyond each end; none where there are too few to leave any out. */
  private int rank() {
    double half = (sorted.length - TWO_SIDED_95 * Math.sqrt(sorted.length)) / 2;
    return (int) Math.max(0, Math.floor(half) - 1);
  }
}
