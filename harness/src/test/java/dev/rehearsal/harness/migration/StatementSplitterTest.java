package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

  /** Each holds exactly one statement, however many semicolons are in it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'a;b'",
        "SELECT 'it''s; fine'",
        "SELECT 'c:\\', 2",
        "SELECT E'it\\'s; fine'",
        "SELECT e'\\\\', ';'",
        "SELECT U&'d\\0061t;a'",
        "SELECT B'01;', x'1f;', N'n;'",
        "SELECT \"a;\"\"b;\"",
        "SELECT U&\"d\\0061;\"",
        "SELECT $$;$$",
        "SELECT $a$ $b$ ; $$ $a$",
        "SELECT $a$ $ab$ ; $a$",
        "SELECT $é$ ; $é$",
        "SELECT a$b$c FROM t",
        "SELECT $1, $2",
        "SELECT 1 /* ; /* ; */ ; */ + 2",
        "SELECT 1 -- ; ' \" $$ /*\n + 2",
        "SELECT 1 --; \r + 2",
        "SELECT 1 +/* ; */ 2",
        "SELECT 1 *-- ;\n 2",
        "SELECT 5 - - 3",
        "SELECT '{1}'::int[], a[1:2], x:=1",
        "SELECT 'a'\n'b;'",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "create or replace procedure p() begin atomic select case when true then 1; end; end",
        "CREATE FUNCTION f(begin int) RETURNS int LANGUAGE sql AS $$ SELECT 1; $$",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT (CASE WHEN a THEN 1 END); END",
      })
  void keepsAStatementWhole(String sql) {
    assertThat(split(sql + ";\nSELECT 'next';")).containsExactly(sql, "SELECT 'next'");
  }

  @Test
  void splitsWherePsqlSplits() {
    assertThat(split("a;b;;  ; c -- d\n; /* e */ f /* g */")).containsExactly("a", "b", "c", "f");
    // BEGIN opens a body in CREATE FUNCTION only.
    assertThat(split("BEGIN; CREATE TABLE begin (a int); END;"))
        .containsExactly("BEGIN", "CREATE TABLE begin (a int)", "END");
    // A backslash is an ordinary character outside of E strings.
    assertThat(split("SELECT 'a\\'; SELECT 'b'")).containsExactly("SELECT 'a\\'", "SELECT 'b'");
    // Dollar quotes do not start within a word.
    assertThat(split("SELECT a$$; SELECT b$$")).containsExactly("SELECT a$$", "SELECT b$$");
    // A closing parenthesis too many changes nothing.
    assertThat(split("SELECT 1); SELECT (2);")).containsExactly("SELECT 1)", "SELECT (2)");
  }

  @Test
  void namesTheLineOfTheFirstWord() {
    List<Statement> statements =
        statements(
            "\ufeff-- head\n/* two\nlines */ SELECT\n1;SELECT 2;\r\n\r\n SELECT '\n\n';\nSELECT 4");
    assertThat(statements).extracting(Statement::line).containsExactly(3, 4, 6, 9);
    assertThat(statements).extracting(Statement::place).startsWith("s.sql:3");
    assertThat(statements).extracting(Statement::index).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN | TRANSACTION_CONTROL",
        "/* x */ begin work | TRANSACTION_CONTROL",
        "START TRANSACTION READ ONLY | TRANSACTION_CONTROL",
        "COMMIT AND CHAIN | TRANSACTION_CONTROL",
        "END | TRANSACTION_CONTROL",
        "ROLLBACK TO s | TRANSACTION_CONTROL",
        "ABORT | TRANSACTION_CONTROL",
        "SAVEPOINT s | TRANSACTION_CONTROL",
        "RELEASE s | TRANSACTION_CONTROL",
        "PREPARE TRANSACTION 'x' | TRANSACTION_CONTROL",
        "COMMIT PREPARED 'x' | PLAIN",
        "ROLLBACK PREPARED 'x' | PLAIN",
        "PREPARE transaction AS SELECT 1 | PLAIN",
        "PREPARE p AS SELECT 1 | PLAIN",
        "START | PLAIN",
        "SET standard_conforming_strings = 'on' | PLAIN",
        "\"begin\" | PLAIN",
        "COPY t FROM '/tmp/stdin' | PLAIN",
        "COPY t TO STDOUT | PLAIN",
        "COPY (SELECT a FROM stdin) TO STDOUT | PLAIN",
        "COPY t FROM PROGRAM 'cat' | PLAIN",
      })
  void tellsTheKind(String sql, Kind kind) {
    assertThat(statements(sql + ";")).extracting(Statement::kind).containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t FROM STDIN;",
        "copy public.t (a, \"b\") from stdin with (format csv);  -- data follow",
        "COPY BINARY t FROM /* x */ stdin ; /* y */\r"
      })
  void readsTheDataOfACopy(String copy) throws IOException {
    StatementSplitter splitter = splitter(copy + "\n1\ta;'b\n\\.x\n\r\n\\.\nSELECT 2;");
    Statement statement = splitter.next().orElseThrow();
    assertThat(statement.kind()).isEqualTo(Kind.COPY_FROM_STDIN);
    assertThat(new String(splitter.copyData().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("1\ta;'b\n\\.x\n\r\n");
    Statement next = splitter.next().orElseThrow();
    assertThat(next.sql()).isEqualTo("SELECT 2");
    assertThat(next.line()).isEqualTo(6);
    assertThat(splitter.copyData().readAllBytes()).isEmpty();
  }

  @Test
  void passesOverCopyDataThatNobodyRead() {
    assertThat(split("COPY t FROM STDIN;\n1\n2\n\\.\r\nSELECT 1; COPY u FROM STDIN;\n\\."))
        .containsExactly("COPY t FROM STDIN", "SELECT 1", "COPY u FROM STDIN");
    assertThat(split("COPY t FROM STDIN")).containsExactly("COPY t FROM STDIN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1;#SELECT 'a#b | s.sql:2: the string constant",
        "SELECT 1;##SELECT E'a\\' | s.sql:3: the string constant",
        "SELECT \"a | s.sql:1: the quoted name",
        "SELECT 1;# /* /* */ | s.sql:2: the comment",
        "SELECT#$fn$ $$ $FN$ | s.sql:2: the dollar-quoted string",
        "SELECT (1,#(2; SELECT 3; | s.sql:2: the parenthesis",
        "SELECT#(1,(2); SELECT 3; | s.sql:2: the parenthesis",
        "CREATE FUNCTION f()#BEGIN ATOMIC SELECT 1; | s.sql:2: the BEGIN",
        "COPY t FROM STDIN;#1# | s.sql:1: the data of this COPY",
        "COPY t FROM STDIN; SELECT 1;#\\.# | s.sql:1: the data of COPY",
        "COPY t FROM STDIN; /* x#y */#1#\\.# | s.sql:1: the data of COPY",
        "SELECT 1;#\\connect other | s.sql:2: \\connect is a command to psql",
        "SELECT 1 \\gexec | s.sql:1: \\gexec is",
        "SELECT 1\\; SELECT 2; | s.sql:1: \\; is psql's own notation",
        "\\. | s.sql:1: \\. ends",
        "SELECT 1;#SET LOCAL standard_conforming_strings = off; | s.sql:2: scripts are read with",
      })
  void refusesWithThePlaceWhereItBegan(String script, String message) {
    assertThatThrownBy(() -> statements(script.replace('#', '\n')))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.USAGE))
        .hasMessageStartingWith(message);
  }

  @Test
  void passesOverTheCommandsItWasToldTo() {
    StatementSplitter splitter =
        new StatementSplitter(
            "s.sql", in("\\restrict abc;'\nSELECT 1;\n\\unrestrict abc\n"), RESTRICT);
    assertThat(splitter.next().orElseThrow().line()).isEqualTo(2);
    assertThat(splitter.next()).isEmpty();
    assertThatThrownBy(
            () -> new StatementSplitter("s.sql", in("SELECT\n\\restrict a\n"), RESTRICT).next())
        .hasMessageStartingWith("s.sql:2: \\restrict");
  }

  @Test
  void goesOnAfterAProblem() {
    StatementSplitter splitter = splitter("\\i a.sql\nSELECT 1;\n\\i b.sql");
    assertThatThrownBy(splitter::next).hasMessageStartingWith("s.sql:1");
    assertThat(splitter.next()).isPresent();
    assertThatThrownBy(splitter::next).hasMessageStartingWith("s.sql:3");
    assertThat(splitter.next()).isEmpty();
  }

  @Test
  void readsAnUglyFile() throws IOException {
    List<Statement> statements = statements(resource("ugly.sql"));
    List<String> shown =
        statements.stream()
            .map(s -> s.line() + " " + s.kind() + " " + s.sql().lines().findFirst().orElse(""))
            .toList();
    assertThat(shown).isEqualTo(resource("ugly.expected").lines().toList());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StatementSplitterTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final Set<String> RESTRICT = Set.of("restrict", "unrestrict");

  private static List<String> split(String script) {
    return statements(script).stream().map(Statement::sql).toList();
  }

  private static List<Statement> statements(String script) {
    StatementSplitter splitter = splitter(script);
    List<Statement> statements = new ArrayList<>();
    for (Optional<Statement> s = splitter.next(); s.isPresent(); s = splitter.next()) {
      statements.add(s.get());
    }
    return statements;
  }

  private static StatementSplitter splitter(String script) {
    return new StatementSplitter("s.sql", in(script), Set.of());
  }

  private static ByteArrayInputStream in(String script) {
    return new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
  }
}
