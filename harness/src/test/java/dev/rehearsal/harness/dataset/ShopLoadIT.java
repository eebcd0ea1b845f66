package dev.rehearsal.harness.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.reports.recording.Dataset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopLoadIT {
  private static final DatasetSpec SPEC = DatasetSpec.ofShop(20_000);
  private static final List<String> TABLES =
      List.of("customers", "events", "order_items", "orders", "payments", "products");

  private static LoadedDatabase shop;

  @BeforeAll
  static void load() throws SQLException {
    shop = new LoadedDatabase(SPEC);
  }

  @AfterAll
  static void drop() throws SQLException {
    shop.close();
  }

  @Test
  void recordsWhatWasLoaded() {
    assertThat(shop.dataset.source()).isEqualTo("shop");
    assertThat(shop.dataset.scale()).isEqualTo(0.02);
    assertThat(shop.dataset.loadNanos()).isPositive();
    assertThat(shop.dataset.tables())
        .extracting(Dataset.Table::name, Dataset.Table::rows)
        .containsExactly(
            tuple("public.order_items", 20_000L),
            tuple("public.events", 10_000L),
            tuple("public.orders", 7_000L),
            tuple("public.payments", 6_600L),
            tuple("public.customers", 2_000L),
            tuple("public.products", 200L));
    assertThat(shop.dataset.tables())
        .allSatisfy(
            table -> {
              assertThat(table.bytes()).isPositive();
              assertThat(table.indexBytes()).isPositive();
            });
  }

  @Test
  void everyForeignKeyIsValidated() throws SQLException {
    assertThat(
            shop.query("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
        .containsExactly("4");
  }

  @Test
  void paymentsCouldHaveAForeignKeyButHaveNone() throws SQLException {
    assertThat(
            shop.query(
                "SELECT count(*) FROM payments p"
                    + " WHERE NOT EXISTS (SELECT FROM orders o WHERE o.id = p.order_id)"))
        .containsExactly("0");
    assertThat(
            shop.query(
                "SELECT conname FROM pg_constraint"
                    + " WHERE conrelid = 'payments'::regclass AND contype = 'f'"))
        .isEmpty();
  }

  @Test
  void aNullableColumnHoldsNoNullSoThatNotNullCanBeRehearsed() throws SQLException {
    assertThat(shop.query("SELECT count(*) FROM order_items WHERE tax_cents IS NULL"))
        .containsExactly("0");
    assertThat(
            shop.query(
                "SELECT attnotnull FROM pg_attribute"
                    + " WHERE attrelid = 'order_items'::regclass AND attname = 'tax_cents'"))
        .containsExactly("f");
  }

  @Test
  void theServerHasSettled() throws SQLException {
    assertThat(
            shop.query(
                "SELECT concat_ws(' ', relname, relpages, relallvisible, reltuples) FROM pg_class"
                    + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                    + " AND (relallvisible < relpages OR relpages < 1 OR reltuples < 1)"))
        .isEmpty();
    assertThat(
            shop.query(
                "SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public' ORDER BY 1"))
        .isEqualTo(TABLES);
  }

  @Test
  void theNextRowGetsAFreeKey() throws SQLException {
    assertThat(
            shop.query(
                "INSERT INTO customers (email, full_name, country_code)"
                    + " VALUES ('new@example.com', 'New', 'DE') RETURNING id"))
        .containsExactly("2001");
  }

  @Test
  void aSecondLoadOfASmallShopGivesTheSameRowsInTheSamePlaces() throws SQLException {
    try (LoadedDatabase first = new LoadedDatabase(SPEC);
        LoadedDatabase second = new LoadedDatabase(SPEC)) {
      for (String table : TABLES) {
        String digest = digest(table, "ctid::text || t::text");
        assertThat(second.query(digest)).isEqualTo(first.query(digest));
      }
    }
  }

  @Test
  void aSecondLoadOfALargerShopGivesTheSameRowsAboutInTheOrderOfTheirKeys() throws SQLException {
    DatasetSpec larger = DatasetSpec.ofShop(400_000);
    try (LoadedDatabase first = new LoadedDatabase(larger);
        LoadedDatabase second = new LoadedDatabase(larger)) {
      for (String table : TABLES) {
        String digest = digest(table, "t::text");
        assertThat(second.query(digest)).isEqualTo(first.query(digest));
      }
      assertThat(
              first.query(
                  "SELECT tablename || ' ' || correlation FROM pg_stats"
                      + " WHERE schemaname = 'public' AND attname = 'id' AND correlation < 0.9"))
          .isEmpty();
    }
  }

  @Test
  void aLostSessionIsTheSurroundingsFault() {
    assertThatThrownBy(() -> new LoadedDatabase(SPEC, ShopLoadIT::terminateLoaders))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CANNOT_REHEARSE))
        .hasMessageStartingWith("cannot load the dataset");
  }

  @Test
  void anInterruptEndsTheLoad() {
    Thread loading = Thread.currentThread();
    assertThatThrownBy(() -> new LoadedDatabase(SPEC, database -> loading.interrupt()))
        .isInstanceOf(Problem.class)
        .hasMessage("loading the dataset was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void terminateLoaders(String database) {
    try (Connection connection = TestServers.server().connect(database, "rehearse/test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name = 'rehearse/load'");
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String digest(String table, String row) {
    return "SELECT count(*) || ' ' || sum(hashtextextended("
        + row
        + ", 0)::numeric) FROM "
        + table
        + " t";
  }
}
