package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.any;
import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

import java.sql.SQLException;
import java.util.List;

/** People with an account. */
final class Customers implements TableRows {
  private static final byte[][] FIRST =
      utf8(
          "Anna", "Ben", "Chloé", "David", "Elif", "Femke", "Grace", "Hugo", "Inés", "Jonas",
          "Karin", "Liam", "Mia", "Noah", "Olga", "Paul", "Quentin", "Rosa", "Sven", "Zoë");
  private static final byte[][] FIRST_IN_MAIL =
      utf8(
          "anna", "ben", "chloe", "david", "elif", "femke", "grace", "hugo", "ines", "jonas",
          "karin", "liam", "mia", "noah", "olga", "paul", "quentin", "rosa", "sven", "zoe");
  private static final byte[][] LAST =
      utf8(
          "Andersson",
          "Bauer",
          "Costa",
          "Dubois",
          "Evans",
          "Fischer",
          "García",
          "Huber",
          "Ivanova",
          "Jansen",
          "Kowalski",
          "Lefèvre",
          "Müller",
          "Novak",
          "Olsen",
          "Petrov");
  private static final Choice MAIL_HOST =
      Choice.of("60 @example.com", "25 @example.org", "15 @example.net");
  private static final Choice COUNTRY =
      Choice.of("42 DE", "18 FR", "11 NL", "9 AT", "7 ES", "5 PL", "4 SE", "4 CH");

  private final long count;
  private final Draw draw;
  private final Timeline timeline;

  Customers(ShopSize size, long seed) {
    count = size.customers();
    draw = new Draw(seed, "customers");
    timeline = new Timeline(count, seed, "customers.created_at");
  }

  @Override
  public String table() {
    return "customers";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "id",
        "email",
        "full_name",
        "phone",
        "country_code",
        "city",
        "marketing_opt_in",
        "loyalty_points",
        "created_at",
        "last_seen_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    draw.row(id);
    long created = timeline.at(id);
    out.row(10);
    out.int8(id);
    name(id, out);
    phone(out);
    out.text(COUNTRY.next(draw));
    if (draw.percent(8)) {
      out.nothing();
    } else {
      out.text(any(Address.CITIES, draw));
    }
    out.bool(draw.percent(30));
    out.int4(draw.percent(60) ? 0 : draw.below(5000));
    out.timestamptz(created);
    if (draw.percent(20)) {
      out.nothing();
    } else {
      out.timestamptz(created + draw.below(200) * Timeline.DAY + draw.below(Timeline.DAY));
    }
  }

  private void name(long id, CopyBuffer out) {
    int first = draw.below(FIRST.length);
    out.open();
    out.put(FIRST_IN_MAIL[first]);
    out.put('.');
    out.decimal(id);
    out.put(MAIL_HOST.next(draw));
    out.close();
    out.open();
    out.put(FIRST[first]);
    out.put(' ');
    out.put(any(LAST, draw));
    out.close();
  }

  private void phone(CopyBuffer out) {
    if (draw.percent(35)) {
      out.nothing();
      return;
    }
    out.open();
    out.put('+');
    out.decimal(31 + draw.below(18));
    out.put(' ');
    out.decimal(draw.below(1_000_000_000), 9);
    out.close();
  }
}
