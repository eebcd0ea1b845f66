package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INSERT INTO t VALUES (1, 'a''b', E'c\\'d', -2.5e3) | INSERT INTO t VALUES (?, '…', '…', -?)",
        "SELECT U&'d', x'1f', B'01', N'n', $$a$$, $t$b$t$, $1 | SELECT '…', '…', '…', '…', '…', '…', $1",
        "UPDATE t2 SET a1 = 5 WHERE \"c 3\" = 0x1F | UPDATE t2 SET a1 = ? WHERE \"c 3\" = ?",
        "SELECT a[1:20], pg_sleep(.5) FROM t LIMIT 10 | SELECT a[?:?], pg_sleep(?) FROM t LIMIT ?",
        "CREATE TABLE t (a varchar(20) DEFAULT 'x', b int DEFAULT 0)"
            + " | CREATE TABLE t (a varchar(20) DEFAULT '…', b int DEFAULT 0)",
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (10)"
            + " | CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (10)",
        "CREATE VIEW v AS SELECT * FROM t WHERE id = 42 | CREATE VIEW v AS SELECT * FROM t WHERE id = ?",
        "CREATE TABLE t AS VALUES (1) | CREATE TABLE t AS VALUES (?)",
        "ALTER TABLE t ADD c numeric(10,2), ALTER d SET STATISTICS 500"
            + " | ALTER TABLE t ADD c numeric(10,2), ALTER d SET STATISTICS 500",
        "CREATE ROLE r PASSWORD 'secret' | CREATE ROLE r PASSWORD '…'",
        "COMMENT ON TABLE t IS 'secret' | COMMENT ON TABLE t IS '…'",
        "SET lock_timeout = '2s' | SET lock_timeout = '2s'",
        "SET LOCAL work_mem TO '64 MB' | SET LOCAL work_mem TO '64 MB'",
        "SET statement_timeout = 5000 | SET statement_timeout = 5000",
        "SET app.token = '2s x' | SET app.token = '…'",
        "UPDATE t SET a = '2s' | UPDATE t SET a = '…'",
        "DO $$BEGIN UPDATE t SET a = 'b', c = 3; END$$ | DO $$BEGIN UPDATE t SET a = '…', c = ?; END$$",
        "DO LANGUAGE plpgsql $x$ PERFORM $$y$$; $x$ | DO LANGUAGE plpgsql $x$ PERFORM '…'; $x$",
        "DO LANGUAGE plpython3u $$x = \"secret\"$$ | DO LANGUAGE plpython3u '…'",
        "CREATE FUNCTION f(a int DEFAULT 7) RETURNS int AS $$SELECT 1$$ LANGUAGE SQL"
            + " | CREATE FUNCTION f(a int DEFAULT 7) RETURNS int AS $$SELECT ?$$ LANGUAGE SQL",
        "CREATE OR REPLACE PROCEDURE p() LANGUAGE 'plpgsql' AS $b$ CALL q(1) $b$"
            + " | CREATE OR REPLACE PROCEDURE p() LANGUAGE '…' AS $b$ CALL q(?) $b$",
        "CREATE FUNCTION f() RETURNS int AS $$return \"x\"$$ LANGUAGE plv8"
            + " | CREATE FUNCTION f() RETURNS int AS '…' LANGUAGE plv8",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (4); END"
            + " | CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (?); END",
        "CREATE RULE r AS ON INSERT TO t DO UPDATE u SET a = 4"
            + " | CREATE RULE r AS ON INSERT TO t DO UPDATE u SET a = ?",
        "SELECT 'never closed | SELECT '…'",
        "SELECT $$never closed | SELECT '…'",
        "SELECT \"never closed | SELECT \"…\"",
        "SELECT a /* never closed | SELECT a",
      })
  void masksValues(String sql, String masked) {
    assertThat(Literals.mask(sql)).isEqualTo(masked);
  }

  @Test
  void dropsCommentsAndKeepsLines() {
    assertThat(Literals.mask("/* a */ SELECT -- b\n  x/* c */y, /* d\n e */ z -/* f */- 1  --g"))
        .isEqualTo("SELECT\n  x y, \n z - - ?");
    assertThat(Literals.mask("DO $$\n-- secret\nBEGIN /* secret */\nEND $$"))
        .isEqualTo("DO $$\n\nBEGIN \nEND $$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "22P02 | ERROR: invalid input syntax for type integer: \"a \"b\" c\""
            + " | invalid input syntax for type integer: \"…\"",
        "22003 | value \"99999999999\" is out of range for type integer"
            + " | value \"…\" is out of range for type integer",
        "22001 | value too long for type character varying(20)"
            + " | value too long for type character varying(20)",
        "22023 | invalid value for parameter \"lock_timeout\": \"2 secret\""
            + " | invalid value for parameter \"lock_timeout\": \"…\"",
        "22021 | invalid byte sequence for encoding \"UTF8\": 0xc3 0x28"
            + " | invalid byte sequence for encoding \"…\": 0x… 0x…",
        "22P02 | invalid input syntax for type integer: \"two#lines\""
            + " | invalid input syntax for type integer: \"…\"",
        "23502 | null value in column \"email\" of relation \"c\" violates not-null constraint#Detail: x"
            + " | null value in column \"email\" of relation \"c\" violates not-null constraint",
        "23502 | column \"a\" of relation \"t\" contains null values"
            + " | column \"a\" of relation \"t\" contains null values",
        "23503 | update or delete on table \"p\" violates foreign key constraint \"f\" on table \"t\""
            + " | update or delete on table \"p\" violates foreign key constraint \"f\" on table \"t\"",
        "23514 | check constraint \"c\" of relation \"t\" is violated by some row"
            + " | check constraint \"c\" of relation \"t\" is violated by some row",
        "23514 | the customer Bob violates our rules | (text hidden)",
        "42601 | syntax error at or near \"FORM\" | syntax error at or near \"FORM\"",
        "42601 | syntax error at or near \"::\" | syntax error at or near \"::\"",
        "42601 | syntax error at or near \"'secret'\" | syntax error at or near \"…\"",
        "42601 | unterminated quoted string at or near \"'secret#more\""
            + " | unterminated quoted string at or near \"…\"",
        "42P01 | relation \"t\" does not exist | relation \"t\" does not exist",
        "55P03 | canceling statement due to lock timeout | canceling statement due to lock timeout",
        "P0001 | card 4711 refused | (text of RAISE hidden)",
        "P0002 | query returned no rows | query returned no rows",
        "P0002 | Bob not found | (text hidden)",
        "U0815 | anything | (text hidden)",
        "00000 | table \"t\" does not exist, skipping | table \"t\" does not exist, skipping",
        "00000 | trigger \"a\" for relation \"t\" does not exist, skipping"
            + " | trigger \"a\" for relation \"t\" does not exist, skipping",
        "00000 | working on Bob | (text hidden)",
      })
  void masksMessages(String sqlState, String message, String masked) {
    assertThat(Literals.maskMessage(sqlState, message.replace('#', '\n'))).isEqualTo(masked);
  }

  @Test
  void knowsARaiseByItsRoutine() {
    assertThat(Literals.maskMessage("42P01", "Bob", "exec_stmt_raise"))
        .isEqualTo("(text of RAISE hidden)");
    assertThat(Literals.maskMessage("00000", "drop cascades to view v", "reportDependentObjects"))
        .isEqualTo("drop cascades to view v");
    assertThat(Literals.maskMessage("00000", "Bob", "PLy_output")).isEqualTo("(text hidden)");
  }

  @Test
  void passesMessagesOfTheDriver() {
    assertThat(Literals.maskMessage(null, "An I/O error occurred")).startsWith("An I/O");
    assertThat(Literals.maskMessage("22P02", null)).isNull();
  }
}
