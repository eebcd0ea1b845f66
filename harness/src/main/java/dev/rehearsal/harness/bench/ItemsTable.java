package dev.rehearsal.harness.bench;

import dev.rehearsal.fixtures.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code order_items} on the server. */
final class ItemsTable {
  static final String NAME = "order_items";

  /**
   * Rows of the shop's kind, made by the server: Zipf's law over the products, a price that goes
   * with the product, tax from price and quantity, an SKU from the product, unsteady times.
   */
  private static final String INSERT_SELECT =
      """
      INSERT INTO order_items
        (id, order_id, product_id, quantity, unit_price_cents, tax_cents, sku, created_at)
      SELECT i, 1 + i * 35 / 100, product, quantity, price, price * quantity * 19 / 100,
        'SKU-' || lpad(product::text, 8, '0'),
        timestamptz '2021-01-01' + (i + random()) * interval '150 seconds'
      FROM generate_series(1, %d) i,
        LATERAL (
          SELECT 1 + (20 * (exp(random() * ln(501::float8)) - 1))::bigint AS product,
            CASE WHEN random() < 0.8 THEN 1 ELSE 2 + (random() * 3)::integer END AS quantity
          -- Drawn once a row: without this the draws would move into every place that uses them.
          OFFSET i * 0) drawn,
        LATERAL (
          SELECT 199 + (power(hashint8(product) / 4294967296.0::float8 + 0.5, 3) * 50000)::bigint
            AS price) priced
      """;

  private final Connection connection;

  ItemsTable(Connection connection) {
    this.connection = connection;
  }

  /** Drops what there is and makes an empty one; leaves no dirty pages to others. */
  void createAfresh() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
      statement.execute(Shop.schema());
      statement.execute("CHECKPOINT");
    }
  }

  long insertSelect(long rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(INSERT_SELECT.formatted(rows));
    }
  }

  long count() throws SQLException {
    return Long.parseLong(first("SELECT count(*) FROM order_items"));
  }

  /** Equal for equal rows, in whatever order. */
  String digest() throws SQLException {
    return first("SELECT sum(hashtextextended(t::text, 0)::numeric) FROM order_items t");
  }

  private String first(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
