package dev.rehearsal.harness.dataset.shop;

/**
 * Seeded numbers that are the same on every machine and JDK: SplitMix64 with the output function of
 * Stafford's variant 13. Every purpose has its own numbers, and so has every row of a purpose, so
 * that two tables can draw the same fact about a row without asking each other. Not safe for
 * threads.
 */
final class Draw {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long origin;
  private long state;

  Draw(long seed, String purpose) {
    origin = mix(seed ^ mix(purpose.hashCode()));
    state = origin;
  }

  /** Continues with the numbers of one row. */
  Draw row(long id) {
    state = mix(origin ^ mix(id + GAMMA));
    return this;
  }

  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) ((next() >>> 32) * bound >>> 32);
  }

  /** A number from 0 to {@code bound - 1}; the bound must be below 2^53. */
  long below(long bound) {
    return (long) (unit() * bound);
  }

  /** A number from 0 to below 1. */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean percent(int chance) {
    return below(100) < chance;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
