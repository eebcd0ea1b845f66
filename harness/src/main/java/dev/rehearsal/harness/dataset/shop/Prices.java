package dev.rehearsal.harness.dataset.shop;

/** What things cost, the same in every table that tells it. */
final class Prices {
  private final Draw product;
  private final Draw order;

  Prices(long seed) {
    product = new Draw(seed, "price of a product");
    order = new Draw(seed, "total of an order");
  }

  /** Mostly small, from 1.99 to 502. */
  long productCents(long id) {
    double unit = product.row(id).unit();
    return 199 + (long) (unit * unit * unit * 50_000);
  }

  /** Mostly small, from 4.90 to 1,505. */
  long orderCents(long id) {
    double unit = order.row(id).unit();
    return 490 + (long) (unit * unit * unit * 150_000);
  }
}
