package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolVersionTest {

  @Test
  void versionsAreOrderedByTheirNumbers() {
    List<String> ordered = List.of("7", "7.0.0", "9.22.3-beta1", "9.22.10", "10.0.0", "11.20");

    for (int i = 1; i < ordered.size(); i++) {
      assertThat(ToolVersion.of(ordered.get(i))).isGreaterThan(ToolVersion.of(ordered.get(i - 1)));
    }
    assertThat(ToolVersion.of("9.22.3-beta1")).isEqualTo(ToolVersion.of("9.22.3"));
    assertThat(ToolVersion.of("10.0.0").major()).isEqualTo(10);
  }

  @Test
  void noVersionIsTooLong() {
    assertThat(ToolVersion.of("9".repeat(60) + "...1x2").numbers())
        .containsExactly(999_999_999_999_999_999L, 1L);
  }
}
