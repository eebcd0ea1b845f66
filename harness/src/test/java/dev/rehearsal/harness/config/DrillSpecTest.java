package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillSpecTest {

  @ParameterizedTest
  @CsvSource({"20, 1000, 10", "1000, 1500, 500", "2000, 3000, 1000", "60000, 15000, 2000"})
  void followsTheLongestStallThatPasses(long maxStall, long hold, long lockTimeout) {
    Duration limit = Duration.ofMillis(maxStall);

    assertThat(DrillSpec.DEFAULT.hold(limit)).isEqualTo(Duration.ofMillis(hold));
    assertThat(DrillSpec.DEFAULT.lockTimeout(limit)).isEqualTo(Duration.ofMillis(lockTimeout));
  }

  @Test
  void neverTurnsTheTimeoutOff() {
    // To the server 0 is no limit.
    assertThat(DrillSpec.DEFAULT.lockTimeout(Duration.ofNanos(1))).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void whatTheUserSaysCounts() {
    DrillSpec spec = DrillSpec.parse("hold=3s, lock-timeout=70ms,adversary=auto");

    assertThat(spec.hold(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec.lockTimeout(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(70));
    assertThat(spec.tries()).isEqualTo(DrillSpec.DEFAULT.tries());
    assertThat(spec.adversaryOrNull()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hold", "hold=1s,hold=2s", "holt=1s", "hold=1", "tries=0", "adversary=cron"})
  void refusesWhatIsNoDrill(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrillSpec.parse(text))
        .withMessageStartingWith("must ");
  }

  @Test
  void namesTheNearestKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrillSpec.parse("holt=1s"))
        .withMessageContaining("was 'holt' (did you mean hold?)");
  }
}
