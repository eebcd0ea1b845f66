package dev.rehearsal.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void aMedianIsTheMiddleOne() {
    assertThat(new Sample(new double[] {3, 1, 2}).median()).isEqualTo(2);
    assertThat(new Sample(new double[] {4, 1, 2, 3}).median()).isEqualTo(2.5);
  }

  @Test
  void fewFiguresLeaveNothingOut() {
    Sample sample = new Sample(new double[] {3, 1, 2});

    assertThat(sample.low()).isEqualTo(1);
    assertThat(sample.high()).isEqualTo(3);
  }

  @Test
  void theIntervalHoldsTheTrueMedianNineteenTimesInTwenty() {
    Random random = new Random(1);
    for (int n : new int[] {9, 15, 40}) {
      long held =
          IntStream.range(0, 2000)
              .mapToObj(i -> new Sample(random.doubles(n).toArray()))
              .filter(sample -> sample.low() <= 0.5 && sample.high() >= 0.5)
              .count();
      assertThat(held / 2000.0).as(n + " figures").isBetween(0.94, 0.995);
    }
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> new Sample(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
