package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedFileTest {

  @Test
  void tomlIsFlattened() {
    String toml =
        """
        top = 1
        [a]
        list = ["x", 2, true]
        b.c = "deep"
        date = 2026-11-23
        [[a.tables]]
        name = "kept as text"
        """;

    assertThat(KeyedFile.read("x.toml", toml))
        .containsEntry("top", "1")
        .containsEntry("a.list", "x,2,true")
        .containsEntry("a.b.c", "deep")
        .containsKeys("a.date", "a.tables");
  }

  @Test
  void everythingElseIsProperties() {
    assertThat(KeyedFile.read("x.conf", "# no\na.b = 1 \nc: d\\\n  e\n"))
        .containsExactly(java.util.Map.entry("a.b", "1"), java.util.Map.entry("c", "de"));
  }

  @Test
  void whatCannotBeReadIsAProblemAndNoBug() {
    assertThatThrownBy(() -> KeyedFile.read("x.toml", "a = 1\nb = \n"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("x.toml:2: is not TOML");
    assertThatThrownBy(() -> KeyedFile.read("x.conf", "a=\\u00zz"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("x.conf:1: is no file of properties");
  }

  @Test
  void noTextIsABug() {
    String[] parts = {
      "[a]\n", "[[b]]\n", "c", " = ", "\"", "'", "1979-05-27", "{", "}", "\n", "\\u", "="
    };
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String name = i % 2 == 0 ? "x.toml" : "x.conf";
      try {
        assertThat(KeyedFile.read(name, text.toString())).doesNotContainValue(null);
      } catch (Problem told) {
        assertThat(told).hasMessageStartingWith(name + ":");
      }
    }
  }
}
