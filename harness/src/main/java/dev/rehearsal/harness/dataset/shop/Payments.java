package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

import java.sql.SQLException;
import java.util.List;

/** Payments: one for most orders; after a failed one the next is for the same order. */
final class Payments implements TableRows {
  private static final byte[] CAPTURED = utf8("captured");
  private static final byte[] REFUNDED = utf8("refunded");
  private static final byte[] FAILED = utf8("failed");
  private static final byte[] REFERENCE = utf8("pay_");
  private static final Choice METHOD =
      Choice.of("48 card", "27 paypal", "15 sepa_debit", "7 invoice", "3 voucher");
  private static final Choice FAILURE =
      Choice.of("50 insufficient_funds", "30 card_expired", "15 do_not_honor", "5 timeout");

  private final long count;
  private final long orders;
  private final Draw draw;
  private final Timeline timeline;
  private final Prices prices;
  private long order;
  private int fate;
  private boolean failedBefore;

  Payments(ShopSize size, long seed) {
    count = size.payments();
    orders = size.orders();
    draw = new Draw(seed, "payments");
    timeline = Orders.timeline(size, seed);
    prices = new Prices(seed);
  }

  @Override
  public String table() {
    return "payments";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "id",
        "order_id",
        "amount_cents",
        "method",
        "status",
        "provider_reference",
        "failure_reason",
        "created_at",
        "settled_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    boolean again = failedBefore;
    skip(id);
    boolean failed = failedBefore;
    long created = timeline.at(order) + (again ? 90 : 5) * Timeline.SECOND;
    out.row(9);
    out.int8(id);
    out.int8(order);
    out.int4(Math.toIntExact(prices.orderCents(order)));
    out.text(METHOD.next(draw));
    out.text(failed ? FAILED : fate < 7 ? REFUNDED : CAPTURED);
    reference(id, out);
    if (failed) {
      out.text(FAILURE.next(draw));
    } else {
      out.nothing();
    }
    out.timestamptz(created);
    if (failed || timeline.recent(order)) {
      out.nothing();
    } else {
      out.timestamptz(created + draw.below(3 * Timeline.DAY));
    }
  }

  @Override
  public void skip(long id) {
    draw.row(id);
    if (!failedBefore) {
      order = 1 + (id - 1) * orders / count;
    }
    fate = draw.below(100);
    failedBefore = fate < 4;
  }

  /** Unique, since it ends in the key, and in no order, since it begins with a draw. */
  private void reference(long id, CopyBuffer out) {
    out.open();
    out.put(REFERENCE);
    out.hex(draw.next(), 8);
    out.hex(id, 10);
    out.close();
  }
}
