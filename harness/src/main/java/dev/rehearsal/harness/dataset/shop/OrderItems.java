package dev.rehearsal.harness.dataset.shop;

import java.sql.SQLException;
import java.util.List;

/** The largest table: the lines of the orders, one order after the other. */
final class OrderItems implements TableRows {
  private static final int TAX_PERCENT = 19;

  private final long count;
  private final long orders;
  private final Draw draw;
  private final Timeline timeline;
  private final Zipf products;
  private final Prices prices;
  private long order;

  OrderItems(ShopSize size, long seed) {
    count = size.orderItems();
    orders = size.orders();
    draw = new Draw(seed, "order_items");
    timeline = Orders.timeline(size, seed);
    products = new Zipf(size.products());
    prices = new Prices(seed);
  }

  @Override
  public String table() {
    return "order_items";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "id",
        "order_id",
        "product_id",
        "quantity",
        "unit_price_cents",
        "tax_cents",
        "sku",
        "created_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    skip(id);
    long product = products.key(draw);
    long price = prices.productCents(product);
    int quantity = draw.percent(80) ? 1 : 2 + draw.below(4);
    out.row(8);
    out.int8(id);
    out.int8(order);
    out.int8(product);
    out.int4(quantity);
    out.int8(price);
    out.int8(price * quantity * TAX_PERCENT / 100);
    Products.sku(product, out);
    out.timestamptz(timeline.at(order));
  }

  @Override
  public void skip(long id) {
    draw.row(id);
    if (startsNextOrder(id)) {
      order++;
    }
  }

  /**
   * Spreads the items over the orders so that every order gets at least one and none is left at the
   * end: an item starts the next order with the chance of orders left in items left.
   */
  private boolean startsNextOrder(long id) {
    long itemsLeft = count - id + 1;
    long ordersLeft = orders - order;
    long drawn = draw.below(itemsLeft);
    return order == 0 || drawn < ordersLeft;
  }
}
