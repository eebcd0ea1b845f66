package dev.rehearsal.harness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {

  private static Probe named(String name) {
    return new Probe(
        name,
        Probe.Kind.READ,
        null,
        "SELECT 1",
        "SELECT 1",
        Duration.ofMillis(50),
        List.of(List.of()));
  }

  @Test
  void namesItsSessionPlainlyWhereTheServerKeepsTheName() {
    assertThat(named("public.orders read").session())
        .isEqualTo("rehearse/probe/public.orders read");
  }

  @Test
  void staysUniqueWhereTheServerWouldCutOrReplace() {
    String one = named("public." + "x".repeat(60) + " read").session();
    String two = named("public." + "x".repeat(60) + " write").session();

    assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    assertThat(one).isNotEqualTo(two);
    assertThat(named("public.é read").session()).isNotEqualTo(named("public.ü read").session());
  }

  @Test
  void refusesToFireWithoutParametersToDraw() {
    assertThatThrownBy(
            () ->
                new Probe(
                    "p", Probe.Kind.READ, null, "SELECT 1", "", Duration.ofMillis(50), List.of()))
        .hasMessageContaining("nothing to draw from");
  }
}
