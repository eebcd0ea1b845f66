package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "2s, PT2S",
    "1.5s, PT1.5S",
    "5m, PT5M",
    "1h, PT1H",
    "0ms, PT0S",
    "10us, PT0.00001S",
    "1000h, PT1000H"
  })
  void readsNumberAndUnit(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @Test
  void refusesABareNumberAndSaysWhatCouldBeMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse("10"))
        .withMessage("must have a unit, was '10' (such as 10ms or 10s)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "s", "-1s", "1 s", "1S", "2d", "1m30s", "1e3s", "٣s", "1.s", ".5s", "2s "
      })
  void refusesWhatIsNotADuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("must be a duration such as 250ms, 2s or 5m, was '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1001h", "999999999999h", "60001m"})
  void refusesWhatNobodyCouldMean(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("must be at most 1000h, was '" + text + "'");
  }
}
