package dev.rehearsal.harness.dataset.shop;

/**
 * Rows of each table.
 *
 * @param orderItems the largest table, from which the others follow
 */
public record ShopSize(
    long customers, long products, long orders, long orderItems, long payments, long events) {

  /** The proportions of a shop whose largest table has this many rows, at least one row each. */
  public static ShopSize of(long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows of the shop must be at least 1, was " + rows);
    }
    return new ShopSize(
        part(rows, 100), part(rows, 10), part(rows, 350), rows, part(rows, 330), part(rows, 500));
  }

  private static long part(long rows, int perThousand) {
    return Math.max(1, rows / 1000 * perThousand + rows % 1000 * perThousand / 1000);
  }

  /** All rows of all tables. */
  public long total() {
    return customers + products + orders + orderItems + payments + events;
  }
}
