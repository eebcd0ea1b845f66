package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.dataset.shop.CopyBuffer;
import dev.rehearsal.harness.dataset.shop.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongPredicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies a share of a table's generated rows. */
final class TableCopy {
  private static final int BATCH = 8192;

  private TableCopy() {}

  /**
   * Copies, in one stream, the stripes that this stream gets. The rows are made while the server
   * stores those before.
   *
   * @param rows at its first row
   * @param goOn told the number of rows sent since the last time; answers whether to go on
   * @return whether it went on to the end; if not, none of its rows was copied
   */
  static boolean copy(Connection connection, TableRows rows, Stripes stripes, LongPredicate goOn)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(rows.copyStatement());
    try {
      CopyBuffer out = new CopyBuffer(copy::writeToCopy);
      out.begin();
      long sent = send(rows, stripes, out, goOn);
      if (sent < 0) {
        return false;
      }
      out.end();
      check(rows, sent, copy.endCopy());
      return true;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** How many rows were sent, or -1 if it was not to go on. */
  private static long send(TableRows rows, Stripes stripes, CopyBuffer out, LongPredicate goOn)
      throws SQLException {
    long sent = 0;
    long told = 0;
    long passed = 0;
    for (Stripes.Stripe stripe = stripes.take(); !stripe.empty(); stripe = stripes.take()) {
      for (long id = passed + 1; id < stripe.first(); id++) {
        rows.skip(id);
      }
      for (long id = stripe.first(); id <= stripe.last(); id++) {
        rows.write(id, out);
        sent++;
        if (sent % BATCH == 0 || id == stripe.last()) {
          if (!goOn.test(sent - told)) {
            return -1;
          }
          told = sent;
        }
      }
      passed = stripe.last();
    }
    return sent;
  }

  private static void check(TableRows rows, long sent, long stored) {
    if (stored != sent) {
      throw new IllegalStateException(
          "%s: sent %d rows, but the server stored %d".formatted(rows.table(), sent, stored));
    }
  }
}
