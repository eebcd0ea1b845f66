package dev.rehearsal.harness.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Facts;
import dev.rehearsal.harness.replay.Performed;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookkeepingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "START TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SAVEPOINT \"s140_x1\"",
        "commit",
        "",
        "SELECT 1",
        "select pg_catalog.version()",
        "SELECT pg_advisory_lock(72707369)",
        "SHOW standard_conforming_strings",
        "SET client_min_messages TO warning",
        "SET TIME ZONE 'UTC'",
        "SELECT relname FROM pg_catalog.pg_class WHERE relkind = 'r'",
        "SELECT count(*) FROM information_schema.tables",
        "CREATE TABLE IF NOT EXISTS \"public\".\"schema_migrations\" (version bigint)",
        "TRUNCATE schema_migrations",
        "INSERT INTO _prisma_migrations (id) VALUES ('x')",
        "CREATE SCHEMA IF NOT EXISTS \"drizzle\"",
        "INSERT INTO drizzle.__drizzle_migrations (hash) VALUES ('x')",
        "UPDATE alembic_version SET version_num = 'x'",
        "SELECT * FROM flyway_schema_history",
        "LOCK TABLE public.databasechangeloglock",
        "INSERT INTO sqitch.changes VALUES (1)"
      })
  void whatAToolSaysForItself(String sql) {
    assertThat(Bookkeeping.is(sql, null)).isTrue();
    assertThat(Bookkeeping.is(sql, lock("public.schema_migrations", null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ADD COLUMN note text",
        "SELECT count(*) FROM orders",
        "SELECT pg_sleep(1)",
        "SET lock_timeout = '50ms'",
        "SET LOCAL statement_timeout = 0",
        "UPDATE user_migrations SET done = true",
        "CREATE TABLE schema_migrations_archive (version bigint)",
        "CREATE SCHEMA drizzled",
        "DO $$ BEGIN END $$",
        "VACUUM orders",
        "ALTER TABLE projects ADD COLUMN uri text NOT NULL",
        "SELECT count(*) FROM events WHERE change_id IS NULL"
      })
  void whatIsTheMigrations(String sql) {
    assertThat(Bookkeeping.is(sql, null)).isFalse();
  }

  @Test
  void sqitchSaysTheNamesOfItsTablesAloneOnAConnectionForThem() {
    Exchange lock = sent("tool/1", "LOCK TABLE changes IN EXCLUSIVE MODE");
    Bookkeeping bookkeeping =
        new Bookkeeping(List.of(sent("tool/1", "SET search_path = 'sqitch'"), lock));

    assertThat(bookkeeping.has(lock)).isTrue();
    assertThat(bookkeeping.has(sent("tool/2", lock.sql()))).isFalse();
  }

  private static Exchange sent(String session, String sql) {
    return new Exchange(0, session, 1, sql, 1, new Performed(Answer.of(0, 1, null), null));
  }

  @Test
  void whatTouchesAnotherTableIsNeverBookkeeping() {
    String sql = "INSERT INTO schema_migrations SELECT id FROM orders";

    assertThat(Bookkeeping.is(sql, lock("public.orders", null))).isFalse();
    assertThat(Bookkeeping.is("SELECT 1", lock("public.orders_pkey", "public.orders"))).isFalse();
  }

  @Test
  void anIndexOfItsOwnTableIsItsOwn() {
    String sql = "INSERT INTO schema_migrations VALUES (1)";

    assertThat(
            Bookkeeping.is(sql, lock("public.schema_migrations_pkey", "public.schema_migrations")))
        .isTrue();
  }

  private static Facts lock(String relation, String table) {
    Lock lock =
        new Lock(
            relation,
            table == null ? "table" : "index",
            table,
            LockMode.ROW_EXCLUSIVE,
            true,
            true,
            Known.EXACT,
            null);
    return new Facts(
        true,
        0L,
        List.of(lock),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.<StatementRun.Modified>of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of());
  }
}
