package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("max-stall", "max-total", "seed", "set");

  @ParameterizedTest
  @ValueSource(strings = {"max-stal", "maxstall", "max-satll", "max_stall"})
  void findsTheNameThatWasMeant(String typed) {
    assertThat(Nearest.to(typed, KNOWN)).contains("max-stall");
  }

  @Test
  void suggestsNothingForWhatResemblesNothing() {
    assertThat(Nearest.to("colour", KNOWN)).isEmpty();
  }

  @Test
  void ofTwoEquallyCloseSuggestsTheFirstInTheAlphabet() {
    assertThat(Nearest.to("sead", List.of("seam", "seal"))).contains("seal");
  }
}
