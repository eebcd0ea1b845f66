package dev.rehearsal.harness.dataset.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopRowsTest {
  private static final ShopSize SIZE = ShopSize.of(20_000);
  private static final Map<String, List<List<ByteBuffer>>> ROWS = new HashMap<>();
  private static final Map<String, List<String>> COLUMNS = new HashMap<>();

  @BeforeAll
  static void generate() throws SQLException {
    for (TableRows table : ShopTables.of(SIZE, 42)) {
      ROWS.put(table.table(), CopyReader.rows(table));
      COLUMNS.put(table.table(), table.columns());
    }
  }

  @Test
  void keysCountFromOne() {
    ROWS.forEach(
        (table, rows) ->
            assertThat(numbers(table, "id"))
                .as(table)
                .isEqualTo(Stream.iterate(1L, id -> id + 1).limit(rows.size()).toList()));
  }

  @Test
  void aRowIsTheSameWhetherThoseBeforeItWereWrittenOrSkipped() throws SQLException {
    for (TableRows table : ShopTables.of(SIZE, 42)) {
      List<List<ByteBuffer>> everyThird = CopyReader.rows(table, id -> id % 3 == 0);
      List<List<ByteBuffer>> all = ROWS.get(table.table());
      for (int i = 0; i < everyThird.size(); i++) {
        assertThat(everyThird.get(i)).as(table.table()).isEqualTo(all.get(3 * i + 2));
      }
      assertThat(everyThird).hasSize(all.size() / 3);
    }
  }

  @Test
  void everyReferenceIsMet() {
    assertWithin("orders", "customer_id", SIZE.customers());
    assertWithin("order_items", "order_id", SIZE.orders());
    assertWithin("order_items", "product_id", SIZE.products());
    assertWithin("payments", "order_id", SIZE.orders());
    assertWithin("events", "customer_id", SIZE.customers());
  }

  @Test
  void everyOrderHasItemsAndItemsOfAnOrderLieTogether() {
    List<Long> orders = numbers("order_items", "order_id");
    assertThat(orders).isSorted();
    assertThat(new HashSet<>(orders)).hasSize((int) SIZE.orders());
    assertThat(counts(orders)).anySatisfy(count -> assertThat(count).isGreaterThan(8));
  }

  @Test
  void aFewKeysAreDrawnOftenAndManySeldom() {
    List<Long> counts = counts(numbers("order_items", "product_id"));
    long best = counts.get(0);
    long median = counts.get(counts.size() / 2);
    assertThat(best).isGreaterThan(5 * median).isLessThan(SIZE.orderItems() / 10);
    assertThat(counts).hasSizeGreaterThan((int) SIZE.products() * 8 / 10);
  }

  @Test
  void timesGrowWithTheKey() {
    for (String table : List.of("customers", "products", "orders", "order_items", "events")) {
      assertThat(numbers(table, "created_at")).as(table).isSorted();
    }
  }

  @Test
  void nullsAreWhereTheyBelong() {
    assertThat(nulls("orders", "customer_note")).isCloseTo(0.92, within(0.02));
    assertThat(nulls("orders", "coupon_code")).isCloseTo(0.85, within(0.02));
    assertThat(nulls("events", "customer_id")).isCloseTo(0.25, within(0.04));
    assertThat(nulls("customers", "phone")).isCloseTo(0.35, within(0.04));
    assertThat(nulls("payments", "failure_reason")).isCloseTo(0.96, within(0.02));
    assertThat(nulls("order_items", "tax_cents")).isZero();
  }

  @Test
  void whatIsUniqueIsUnique() {
    assertThat(texts("customers", "email")).doesNotHaveDuplicates();
    assertThat(texts("products", "sku")).doesNotHaveDuplicates();
    assertThat(texts("payments", "provider_reference")).doesNotHaveDuplicates();
  }

  @Test
  void tablesAgreeOnTheSameFact() {
    List<Long> totals = numbers("orders", "total_cents");
    List<Long> orders = numbers("payments", "order_id");
    List<Long> amounts = numbers("payments", "amount_cents");
    for (int i = 0; i < amounts.size(); i++) {
      assertThat(amounts.get(i)).isEqualTo(totals.get((int) (orders.get(i) - 1)));
    }
  }

  @Test
  void someOrdersAreUnpaidAndSomePaidTwice() {
    List<Long> orders = numbers("payments", "order_id");
    assertThat(new HashSet<>(orders)).hasSizeLessThan((int) SIZE.orders());
    assertThat(counts(orders).get(0)).isGreaterThan(1);
  }

  @Test
  void onlyTheNewestOrdersAreOpen() {
    List<String> statuses = texts("orders", "status");
    int open = statuses.size() - statuses.size() / 50;
    assertThat(statuses.subList(0, open)).containsOnly("delivered", "cancelled", "returned");
    assertThat(statuses.subList(open, statuses.size())).contains("pending", "paid", "packing");
  }

  private static void assertWithin(String table, String column, long keys) {
    assertThat(numbers(table, column))
        .as(table + "." + column)
        .allSatisfy(key -> assertThat(key).isBetween(1L, keys));
  }

  /** How often each value occurs, most often first. */
  private static List<Long> counts(List<Long> values) {
    return values.stream()
        .collect(Collectors.groupingBy(value -> value, Collectors.counting()))
        .values()
        .stream()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static double nulls(String table, String column) {
    List<ByteBuffer> values = values(table, column);
    return values.stream().filter(Objects::isNull).count() / (double) values.size();
  }

  /** Those that are not null. */
  private static List<Long> numbers(String table, String column) {
    return values(table, column).stream()
        .filter(Objects::nonNull)
        .map(value -> value.remaining() == 4 ? value.getInt(0) : value.getLong(0))
        .toList();
  }

  private static List<String> texts(String table, String column) {
    return values(table, column).stream().map(CopyReader::text).toList();
  }

  private static List<ByteBuffer> values(String table, String column) {
    int index = COLUMNS.get(table).indexOf(column);
    return ROWS.get(table).stream().map(row -> row.get(index)).toList();
  }
}
