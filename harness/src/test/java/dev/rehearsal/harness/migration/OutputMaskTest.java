package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1/u gift_note (518.8ms) | 1/u gift_note (518.8ms)",
        "Can't reach it, don't wait | Can't reach it, don't wait",
        "UPDATE t SET mail = 'a@b.org', n = 'o''brien' | UPDATE t SET mail = '…', n = '…'",
        "DETAIL: Key (mail)=(a@b.org) already exists. | DETAIL: Key (mail)=(…) already exists.",
        "DETAIL:  Failing row contains (1, a@b.org). | DETAIL:  Failing row contains (…).",
        "COPY people, line 3, column mail: a@b.org | COPY people, line 3, column mail: …",
        "DO $x$ secret $x$ done | DO '…' done"
      })
  void valuesDoNotStay(String printed, String masked) {
    assertThat(Literals.maskOutput(printed)).isEqualTo(masked);
  }

  @Test
  void neverFails() {
    Random random = new Random(7);
    String signs = "'$()=\\ \nKeyrow contains COPY line 1:a";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThat(Literals.maskOutput(text.toString())).isNotNull();
    }
  }
}
