package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rehearsal.reports.recording.TakeKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TakesSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facts,timing:3,traffic:1 | 1 | 3 | 1",
        "facts, timing, traffic   | 1 | 3 | 1",
        "timing:5                 | 0 | 5 | 0",
        "traffic:2,facts          | 1 | 0 | 2",
        "facts:0,traffic          | 0 | 0 | 1"
      })
  void leavesOutWhatIsNotNamed(String text, int facts, int timing, int traffic) {
    assertThat(TakesSpec.parse(text))
        .isEqualTo(
            new TakesSpec(
                Map.of(TakeKind.FACTS, facts, TakeKind.TIMING, timing, TakeKind.TRAFFIC, traffic)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fact", "facts,", "timing:1,timing:2", "rewrite", "facts=1"})
  void refusesWhatIsNotAKindOfTake(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TakesSpec.parse(text))
        .withMessageStartingWith("must name some of facts, timing, traffic, drill, rollback")
        .withMessageEndingWith("was '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"facts:2", "timing:-1", "timing:1001", "traffic:many", "timing:"})
  void refusesNumbersOutOfRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TakesSpec.parse(text))
        .withMessageStartingWith("must have a number from 0 to ");
  }

  @Test
  void refusesToPerformNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TakesSpec.parse("facts:0,timing:0"))
        .withMessage("must leave at least one take, was 'facts:0,timing:0'");
  }
}
