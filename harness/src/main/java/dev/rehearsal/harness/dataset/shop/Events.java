package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.any;
import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

import java.sql.SQLException;
import java.util.List;

/** What visitors did, four events a session; one session in four is nobody known. */
final class Events implements TableRows {
  private static final int PER_SESSION = 4;
  private static final int SEARCH_PERCENT = 13;
  private static final byte[] SEARCH = utf8("search");
  private static final Choice OTHER_KIND =
      Choice.of("60 page_view", "24 product_view", "10 add_to_cart", "6 checkout");
  private static final byte[] PATH = utf8("{\"path\": \"/p/");
  private static final byte[] ELAPSED = utf8("\", \"ms\": ");
  private static final byte[] AGENT = utf8(", \"agent\": \"");
  private static final byte[] QUERY = utf8("\", \"query\": \"");
  private static final byte[] END = utf8("\"}");
  private static final byte[][] AGENTS =
      utf8("firefox/142 linux", "chrome/141 android", "safari/26 ios", "edge/141 windows");

  private final long count;
  private final Draw draw;
  private final Draw session;
  private final Timeline timeline;
  private final Zipf customers;
  private final Zipf products;
  private final Prose prose = new Prose();

  Events(ShopSize size, long seed) {
    count = size.events();
    draw = new Draw(seed, "events");
    session = new Draw(seed, "session of an event");
    timeline = new Timeline(count, seed, "events.created_at");
    customers = new Zipf(size.customers());
    products = new Zipf(size.products());
  }

  @Override
  public String table() {
    return "events";
  }

  @Override
  public List<String> columns() {
    return List.of("id", "customer_id", "session_id", "kind", "payload", "created_at");
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void write(long id, CopyBuffer out) throws SQLException {
    draw.row(id);
    session.row((id - 1) / PER_SESSION);
    out.row(6);
    out.int8(id);
    if (session.percent(25)) {
      out.nothing();
    } else {
      out.int8(customers.key(session));
    }
    out.uuid(session.next(), session.next());
    boolean search = draw.percent(SEARCH_PERCENT);
    out.text(search ? SEARCH : OTHER_KIND.next(draw));
    payload(search, out);
    out.timestamptz(timeline.at(id));
  }

  private void payload(boolean search, CopyBuffer out) {
    out.openJsonb();
    out.put(PATH);
    out.decimal(products.key(draw));
    out.put(ELAPSED);
    out.decimal(5 + draw.below(900));
    out.put(AGENT);
    out.put(any(AGENTS, session));
    if (search) {
      out.put(QUERY);
      prose.append(draw, 1, 4, out);
    }
    out.put(END);
    out.close();
  }
}
