package dev.rehearsal.harness.config;

/**
 * How often each kind of take is performed; 0 leaves it out.
 *
 * @param facts 0 or 1
 * @param timing 0 or more
 * @param traffic 0 or more
 */
public record TakesSpec(int facts, int timing, int traffic) {
  public static final TakesSpec DEFAULT = new TakesSpec(1, 3, 1);
}
