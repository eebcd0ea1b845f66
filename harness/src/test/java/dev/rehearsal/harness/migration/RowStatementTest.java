package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.migration.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowStatementTest {

  private static final int STATEMENTS = 5_000;

  /** Words that would mean something if they were not in a literal, a comment or parentheses. */
  private static final List<String> DISGUISES =
      List.of(
          "' WHERE hidden '",
          "'it''s ) WHERE hidden'",
          "E'\\' where hidden'",
          "$$ where hidden ( $$",
          "$q$ returning hidden $$ $q$",
          "/* where hidden /* ( */ ' */",
          "-- where hidden ' ( \n",
          "(SELECT max(a) FROM u WHERE b = 1)");

  private static final List<String> PLAIN =
      List.of("a", "+", "1", "\"Where\"", "||", " ", "\n", "f(a, b)", "1.5", ",", "::text", "é");

  private static final List<String> KEYWORDS =
      List.of("UPDATE ", "DELETE FROM ", " t ", " SET ", " a = ", " WHERE ", " FROM ", " USING ");

  @Test
  void takesAStatementApartAtItsWhere() {
    RowStatement statement =
        RowStatement.of("UPDATE shop.\"Items\" AS i SET a = 1, \"B\" = a + 1 WHERE i.c IS NULL")
            .orElseThrow();

    assertThat(statement.head()).isEqualTo("UPDATE shop.\"Items\" AS i SET a = 1, \"B\" = a + 1");
    assertThat(statement.condition()).isEqualTo("i.c IS NULL");
    assertThat(statement.assigned()).containsExactlyInAnyOrder("a", "B");
    assertThat(statement.conditionNames()).containsExactlyInAnyOrder("i", "c", "is", "null");
    assertThat(statement.names()).contains("shop", "Items", "update").doesNotContain("items");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "UPDATE t SET a = u.a FROM u WHERE u.id = t.id",
        "DELETE FROM t USING u WHERE u.id = t.id",
        "DELETE FROM t RETURNING id",
        "WITH u AS (SELECT 1) UPDATE t SET a = 1",
        "UPDATE t SET a = 1 WHERE CURRENT OF c",
        "UPDATE t SET (a, b) = (1, 2)",
        "UPDATE t SET a = 1 WHERE",
        "UPDATE t SET a = 'open",
        ""
      })
  void leavesAnythingElseAlone(String sql) {
    assertThat(RowStatement.of(sql)).isEmpty();
  }

  @Test
  void saysTheSameAsTheStatementWhateverItIs() {
    Random random = new Random(1);
    int apart = 0;
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = i % 4 == 0 ? RandomScript.loose(random) : mixed(random);
      RowStatement statement = RowStatement.of(sql).orElse(null);
      if (statement != null) {
        apart++;
        assertThat(seen(rejoined(statement))).as(sql).isEqualTo(seen(sql));
      }
    }
    assertThat(apart).isGreaterThan(STATEMENTS / 20);
  }

  @Test
  void isNotFooledByLiteralsCommentsAndParentheses() {
    Random random = new Random(2);
    for (int i = 0; i < STATEMENTS; i++) {
      String head = "UPDATE t SET a = 1" + expression(random);
      String condition = "b = 1" + expression(random);

      RowStatement statement = RowStatement.of(head + " WHERE " + condition).orElseThrow();

      assertThat(seen(statement.head())).isEqualTo(seen(head));
      assertThat(seen(statement.condition())).isEqualTo(seen(condition));
      assertThat(statement.names()).doesNotContain("hidden");
      assertThat(statement.assigned()).containsExactly("a");
    }
  }

  /** Where nothing has to be left out, both are the user's own text. */
  @Test
  void givesPartsOfTheTextWhereNoLineEndsInAComment() {
    Random random = new Random(3);
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = mixed(random).replace("--", "");
      RowStatement.of(sql)
          .ifPresent(
              statement -> {
                assertThat(sql).contains(statement.head());
                if (statement.condition() != null) {
                  assertThat(sql).contains(statement.condition());
                }
              });
    }
  }

  private static String expression(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(" || ").append(any(random, DISGUISES)).append(" || 1");
    }
    return text.toString();
  }

  private static String mixed(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "UPDATE t SET a = 1" : "");
    List<String> pieces =
        Stream.of(DISGUISES, PLAIN, PLAIN, KEYWORDS).flatMap(List::stream).toList();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(any(random, pieces));
    }
    return text.toString();
  }

  private static String any(Random random, List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size()));
  }

  private static String rejoined(RowStatement statement) {
    return statement.condition() == null
        ? statement.head()
        : statement.head() + " WHERE " + statement.condition();
  }

  /** What the server sees of a text: its tokens without blanks and comments. */
  private static List<String> seen(String sql) {
    List<String> tokens = new ArrayList<>();
    Lexer lexer = Lexer.over(sql);
    for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
      if (!token.blank()) {
        tokens.add(token.kind() == Kind.WORD ? lexer.word(token) : lexer.text(token));
      }
    }
    return tokens;
  }
}
