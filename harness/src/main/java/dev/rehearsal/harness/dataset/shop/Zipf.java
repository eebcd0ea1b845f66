package dev.rehearsal.harness.dataset.shop;

/**
 * Skewed keys: a few are drawn very often, most of them rarely, by Zipf's law with a flattened head
 * (Mandelbrot's variant, exponent 1). Popular keys are scattered over the whole range, since the
 * best customer is rarely the first.
 */
final class Zipf {
  /** The larger, the flatter the head: with 20 the most popular key gets below one draw in 100. */
  private static final double HEAD = 20;

  /** A prime, so that multiplying by it modulo the count permutes the keys. */
  private static final long SCATTER = Integer.MAX_VALUE;

  private final long count;
  private final double logOfRange;

  /**
   * @param count keys are 1 to this, at most 2^31 - 2
   */
  Zipf(long count) {
    if (count < 1 || count >= SCATTER) {
      throw new IllegalArgumentException("keys must be 1 to 2^31 - 2, was " + count);
    }
    this.count = count;
    logOfRange = StrictMath.log((count + HEAD) / HEAD);
  }

  long key(Draw draw) {
    // StrictMath, since Math.exp may differ in the last bit from one machine to the next.
    double position = HEAD * (StrictMath.exp(draw.unit() * logOfRange) - 1);
    long rank = Math.min((long) position, count - 1);
    return 1 + (rank * SCATTER + count / 3) % count;
  }
}
