package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64v8",
    "Linux, ppc64le, linux-ppc64le",
    "Mac OS X, x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm64v8",
    "Windows 11, amd64, windows-amd64",
    "Windows 11, aarch64, windows-amd64",
  })
  void isNamedAsTheArtifactsAre(String os, String arch, String name) {
    assertThat(Platform.name(os, arch)).isEqualTo(name);
  }

  @Test
  void withoutBinariesGivesTheWayOut() {
    assertThatThrownBy(() -> Platform.name("AIX", "ppc64"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--provider container");
  }
}
