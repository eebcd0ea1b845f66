package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeAxisTest {

  private static final long MS = 1_000_000;

  @Test
  void ticksAreRoundAndCountFromTheFirstStatement() {
    TimeAxis axis = new TimeAxis(0, 4_000 * MS, 1_000 * MS);
    assertThat(axis.ticks())
        .extracting(TimeAxis.Tick::label)
        .containsExactly("−1 s", "−0.5 s", "0", "0.5 s", "1 s", "1.5 s", "2 s", "2.5 s", "3 s");
  }

  @Test
  void ticksOfAShortAxisHaveASmallUnit() {
    assertThat(new TimeAxis(0, 6 * MS, 0).ticks())
        .extracting(TimeAxis.Tick::label)
        .containsExactly("0", "1 ms", "2 ms", "3 ms", "4 ms", "5 ms", "6 ms");
    assertThat(new TimeAxis(0, 900, 0).ticks()).extracting(TimeAxis.Tick::label).contains("0.1 µs");
  }

  @Test
  void everyAxisHasFewTicksInsideIt() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      long from = Math.abs(random.nextLong() % 1_000_000_000_000L);
      long length = 1 + Math.abs(random.nextLong()) % (long) Math.pow(10, random.nextInt(15) + 1);
      TimeAxis axis = new TimeAxis(from, from + length, from + length / 3);
      assertThat(axis.ticks()).hasSizeBetween(1, 10);
      assertThat(axis.ticks())
          .allSatisfy(
              tick ->
                  assertThat(Double.parseDouble(tick.x()))
                      .isBetween((double) TimeAxis.LEFT, (double) TimeAxis.RIGHT));
    }
  }

  @Test
  void momentsOutsideAreDrawnAtTheNearerEnd() {
    TimeAxis axis = new TimeAxis(100, 200, 100);
    assertThat(axis.x(0)).isEqualTo(TimeAxis.LEFT);
    assertThat(axis.x(150)).isEqualTo((TimeAxis.LEFT + TimeAxis.RIGHT) / 2.0);
    assertThat(axis.x(500)).isEqualTo(TimeAxis.RIGHT);
  }
}
