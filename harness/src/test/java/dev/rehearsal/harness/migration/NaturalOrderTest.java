package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final List<String> ORDERED =
      List.of(
          "0.sql",
          "01.sql",
          "1.sql",
          "1_a.up.sql",
          "001_b.sql",
          "2.sql",
          "2.1.sql",
          "2.10.sql",
          "10.sql",
          "20240131235959_a.sql",
          "99999999999999999999999.sql",
          "100000000000000000000000.sql",
          "V1.sql",
          "V2__b.sql",
          "V10__a.sql",
          "a.sql",
          "a1.sql",
          "a2b3.sql",
          "a2b12.sql",
          "é.sql");

  @Test
  void comparesNumbersAsNumbers() {
    for (int seed = 0; seed < 50; seed++) {
      List<String> names = new ArrayList<>(ORDERED);
      Collections.shuffle(names, new Random(seed));
      names.sort(new NaturalOrder());
      assertThat(names).containsExactlyElementsOf(ORDERED);
    }
  }
}
