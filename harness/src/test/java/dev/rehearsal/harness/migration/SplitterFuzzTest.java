package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Token.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitterFuzzTest {
  /** Enough for every build; more with {@code -Dfuzz.scripts=1000000}. */
  private static final int SCRIPTS = Integer.getInteger("fuzz.scripts", 5_000);

  @Test
  void findsEveryStatementAtItsLineAndNothingBetween() {
    Random random = new Random(1);
    int whole = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      String script = i % 2 == 0 ? RandomScript.loose(random) : RandomScript.whole(random);
      Optional<List<Statement>> statements = split(script);
      whole += statements.isPresent() ? 1 : 0;
      statements.ifPresent(all -> requirePlaces(script, all));
    }
    assertThat(whole).isGreaterThan(SCRIPTS / 4);
  }

  @Test
  void splitsAStatementIntoItself() {
    Random random = new Random(2);
    for (int i = 0; i < SCRIPTS; i++) {
      for (Statement statement : split(RandomScript.whole(random)).orElse(List.of())) {
        assertThat(split(statement.sql()).orElseThrow())
            .extracting(Statement::sql)
            .containsExactly(statement.sql());
      }
    }
  }

  @Test
  void refusesAnyBytesOnlyWithAProblem() {
    Random random = new Random(3);
    for (int i = 0; i < SCRIPTS; i++) {
      byte[] bytes = RandomScript.loose(random).getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      split(new ByteArrayInputStream(bytes));
    }
  }

  @Test
  void masksEveryStringAndKeepsTheStatementWhole() {
    Random random = new Random(4);
    int masked = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      for (Statement statement : split(RandomScript.whole(random)).orElse(List.of())) {
        String sql = Literals.mask(statement.sql());
        assertThat(sql).as(statement.sql()).doesNotContain(RandomScript.SECRET);
        assertThat(split(sql).orElseThrow()).as(sql).hasSize(1);
        masked += sql.contains("'…'") ? 1 : 0;
      }
    }
    assertThat(masked).isGreaterThan(SCRIPTS / 10);
  }

  @Test
  void masksMalformedSqlWithoutFailing() {
    Random random = new Random(5);
    for (int i = 0; i < SCRIPTS; i++) {
      String sql = RandomScript.loose(random);
      assertThat(Literals.mask("SELECT '" + RandomScript.SECRET + "'" + sql))
          .doesNotContain(RandomScript.SECRET);
    }
  }

  private static void requirePlaces(String script, List<Statement> statements) {
    int end = 0;
    for (Statement statement : statements) {
      int start = end + blanks(script.substring(end));
      assertThat(script.startsWith(statement.sql(), start)).as(script).isTrue();
      assertThat(statement.line()).as(script).isEqualTo(lineOf(script, start));
      end = start + statement.sql().length();
    }
    assertThat(end + blanks(script.substring(end))).as(script).isEqualTo(script.length());
  }

  /** The length of the blanks, comments and semicolons with which the text begins. */
  private static int blanks(String text) {
    Lexer lexer = Lexer.over(text);
    int length = 0;
    Token token = lexer.next();
    while (token.blank() || token.kind() == Kind.SEMICOLON) {
      length += lexer.text(token).length();
      token = lexer.next();
    }
    return length;
  }

  private static int lineOf(String script, int index) {
    return 1 + (int) script.substring(0, index).chars().filter(c -> c == '\n').count();
  }

  private static Optional<List<Statement>> split(String script) {
    return split(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
  }

  /** The statements, or nothing if the script is refused. */
  private static Optional<List<Statement>> split(InputStream script) {
    StatementSplitter splitter = new StatementSplitter("s.sql", script, Set.of());
    List<Statement> statements = new ArrayList<>();
    try {
      for (Optional<Statement> s = splitter.next(); s.isPresent(); s = splitter.next()) {
        statements.add(s.get());
      }
      return Optional.of(statements);
    } catch (Problem e) {
      return Optional.empty();
    }
  }
}
