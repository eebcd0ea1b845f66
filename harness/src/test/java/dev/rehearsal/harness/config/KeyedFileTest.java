package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.flywaydb.core.internal.configuration.ConfigUtils;
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

  /** As Flyway itself reads it. */
  @Test
  void inFlywaysFilesABackslashIsABackslash() {
    String text =
        """
        flyway.locations=filesystem:C:\\db\\new
        flyway.placeholders.re=\\d+
          flyway.initSql=SET a = 1; \\
            SET b = 2
        flyway.table=x\\
        flyway.group=true
        """;

    assertThat(KeyedFile.read("flyway.conf", text))
        .containsExactlyInAnyOrderEntriesOf(
            ConfigUtils.loadConfigurationFromReader(new StringReader(text)))
        .containsEntry("flyway.locations", "filesystem:C:\\db\\new")
        .containsEntry("flyway.initSql", "SET a = 1; SET b = 2")
        .containsEntry("flyway.group", "true");
    assertThat(KeyedFile.read("x.properties", "a=C:\\\\db\\u0041\n")).containsEntry("a", "C:\\dbA");
  }

  @Test
  void noTextOfFlywaysIsReadInAnotherWayThanFlywayDoes() {
    String[] parts = {"flyway.a", "b", "=", "==", "!=", "\\", "\\\\", "\n", "\r\n", " ", "# ", "u"};
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Map<String, String> flyways = new TreeMap<>();
      ConfigUtils.loadConfigurationFromReader(new StringReader(text.toString()))
          .forEach((key, value) -> flyways.put(key, value.strip()));
      assertThat(KeyedFile.read("x.conf", text.toString())).as("%s", text).isEqualTo(flyways);
    }
  }

  @Test
  void whatCannotBeReadIsAProblemAndNoBug() {
    assertThatThrownBy(() -> KeyedFile.read("x.toml", "a = 1\nb = \n"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("x.toml:2: is not TOML");
    assertThatThrownBy(() -> KeyedFile.read("x.properties", "a=\\u00zz"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("x.properties:1: is no file of properties");
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
      String name = List.of("x.toml", "x.conf", "x.properties").get(i % 3);
      try {
        assertThat(KeyedFile.read(name, text.toString())).doesNotContainValue(null);
      } catch (Problem told) {
        assertThat(told).hasMessageStartingWith(name + ":");
      }
    }
  }
}
