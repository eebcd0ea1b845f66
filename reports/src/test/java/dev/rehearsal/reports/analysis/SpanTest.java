package dev.rehearsal.reports.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void countsTimeThatSeveralCoverOnce() {
    Span span = new Span(10, 100);
    assertThat(span.coveredBy(List.of(new Span(0, 20), new Span(15, 30), new Span(90, 200))))
        .isEqualTo(30);
    assertThat(span.coveredBy(List.of())).isZero();
  }

  @Test
  void touchingSpansAreOne() {
    assertThat(Span.union(List.of(new Span(5, 9), new Span(0, 5)))).containsExactly(new Span(0, 9));
  }

  @Test
  void isNeverNegative() {
    assertThat(new Span(5, 3).length()).isZero();
    assertThat(new Span(0, 1).overlap(new Span(2, 3))).isZero();
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(4L, 1L, 10L, 2L))).isEqualTo(new Spread(3, 1, 10, 4));
    assertThat(Spread.of(List.of())).isNull();
  }
}
