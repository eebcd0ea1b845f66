package dev.rehearsal.harness.dataset.shop;

import java.util.List;

/** The tables of one shop, in an order in which every table comes after those it refers to. */
public final class ShopTables {
  private ShopTables() {}

  /**
   * New row writers, positioned at their first row.
   *
   * @param size rows of each table
   * @param seed what all values are drawn from
   */
  public static List<TableRows> of(ShopSize size, long seed) {
    return List.of(
        new Customers(size, seed),
        new Products(size, seed),
        new Orders(size, seed),
        new OrderItems(size, seed),
        new Payments(size, seed),
        new Events(size, seed));
  }
}
