package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Orders: old ones are settled, the newest 2 % are still open. */
final class Orders implements TableRows {
  private static final byte[] DELIVERED = utf8("delivered");
  private static final Choice OPEN =
      Choice.of("25 pending", "30 paid", "25 packing", "20 delivered");
  private static final Choice SETTLED = Choice.of("90 delivered", "7 cancelled", "3 returned");
  private static final Choice CURRENCY = Choice.of("88 EUR", "7 CHF", "3 SEK", "2 PLN");
  private static final Choice COUPON =
      Choice.of("40 WELCOME10", "25 SUMMER", "20 FREESHIP", "10 FRIENDS", "5 VIP25");

  private final long count;
  private final Draw draw;
  private final Timeline timeline;
  private final Zipf customers;
  private final Prices prices;
  private final Prose prose = new Prose();

  Orders(ShopSize size, long seed) {
    count = size.orders();
    draw = new Draw(seed, "orders");
    timeline = timeline(size, seed);
    customers = new Zipf(size.customers());
    prices = new Prices(seed);
  }

  /** When orders were placed, for the tables whose rows follow an order. */
  static Timeline timeline(ShopSize size, long seed) {
    return new Timeline(size.orders(), seed, "orders.created_at");
  }

  @Override
  public String table() {
    return "orders";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "id",
        "customer_id",
        "status",
        "currency",
        "total_cents",
        "coupon_code",
        "customer_note",
        "shipping_address",
        "created_at",
        "shipped_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    draw.row(id);
    long created = timeline.at(id);
    byte[] status = (timeline.recent(id) ? OPEN : SETTLED).next(draw);
    out.row(10);
    out.int8(id);
    out.int8(customers.key(draw));
    out.text(status);
    out.text(CURRENCY.next(draw));
    out.int8(prices.orderCents(id));
    rarities(out);
    Address.write(draw, out);
    out.timestamptz(created);
    if (Arrays.equals(status, DELIVERED)) {
      out.timestamptz(created + Timeline.DAY + draw.below(4 * Timeline.DAY));
    } else {
      out.nothing();
    }
  }

  private void rarities(CopyBuffer out) {
    if (draw.percent(85)) {
      out.nothing();
    } else {
      out.text(COUPON.next(draw));
    }
    if (draw.percent(92)) {
      out.nothing();
    } else {
      out.open();
      prose.append(draw, 4, 40, out);
      out.close();
    }
  }
}
