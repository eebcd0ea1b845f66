package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.any;
import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

import java.sql.SQLException;
import java.util.List;

/** What is sold: few rows, but wide ones. */
final class Products implements TableRows {
  private static final byte[] SKU = utf8("SKU-");
  private static final byte[][] ADJECTIVES =
      utf8("Alpine", "Compact", "Classic", "Modern", "Nordic", "Organic", "Silent", "Urban");
  private static final byte[][] NOUNS =
      utf8("Backpack", "Chair", "Desk lamp", "Jacket", "Kettle", "Mug", "Notebook", "Pillow");
  private static final Choice CATEGORY =
      Choice.of(
          "31 home", "22 clothing", "17 kitchen", "12 outdoor", "9 office", "6 toys", "3 art");
  private static final Choice ATTRIBUTES =
      Choice.of(
          "40 {\"color\": \"blue\", \"size\": \"M\", \"rating\": ",
          "30 {\"color\": \"grey\", \"size\": \"L\", \"eco\": true, \"rating\": ",
          "20 {\"material\": \"oak\", \"care\": [\"dry\", \"oil\"], \"rating\": ",
          "10 {\"bundle\": {\"of\": 3, \"save\": 0.15}, \"rating\": ");

  private final long count;
  private final Draw draw;
  private final Timeline timeline;
  private final Prices prices;
  private final Prose prose = new Prose();

  Products(ShopSize size, long seed) {
    count = size.products();
    draw = new Draw(seed, "products");
    timeline = new Timeline(count, seed, "products.created_at");
    prices = new Prices(seed);
  }

  @Override
  public String table() {
    return "products";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "id",
        "sku",
        "legacy_sku",
        "name",
        "description",
        "category",
        "price_cents",
        "weight_kg",
        "attributes",
        "active",
        "created_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    draw.row(id);
    out.row(11);
    out.int8(id);
    sku(id, out);
    legacySku(out);
    texts(out);
    out.text(CATEGORY.next(draw));
    out.int8(prices.productCents(id));
    if (draw.percent(15)) {
      out.nothing();
    } else {
      out.numeric3(20 + draw.below(30_000));
    }
    out.openJsonb();
    out.put(ATTRIBUTES.next(draw));
    out.decimal(1 + draw.below(5));
    out.put('}');
    out.close();
    out.bool(draw.percent(85));
    out.timestamptz(timeline.at(id));
  }

  /** The stock-keeping unit of a product, as order items repeat it. */
  static void sku(long id, CopyBuffer out) {
    out.open();
    out.put(SKU);
    out.decimal(id, 8);
    out.close();
  }

  private void legacySku(CopyBuffer out) {
    if (draw.percent(40)) {
      out.nothing();
      return;
    }
    out.open();
    out.put('L');
    out.hex(draw.next(), 10);
    out.close();
  }

  private void texts(CopyBuffer out) {
    out.open();
    out.put(any(ADJECTIVES, draw));
    out.put(' ');
    out.put(any(NOUNS, draw));
    out.close();
    out.open();
    prose.append(draw, 30, 160, out);
    out.close();
  }
}
