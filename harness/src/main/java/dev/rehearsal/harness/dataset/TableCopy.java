package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.dataset.shop.CopyBuffer;
import dev.rehearsal.harness.dataset.shop.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongPredicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies generated rows into a table. */
public final class TableCopy {
  private static final int BATCH = 8192;

  private TableCopy() {}

  /**
   * Copies all rows in one stream. The rows are made while the server stores those before.
   *
   * @param goOn told the number of rows sent since the last time; answers whether to go on
   * @return whether all rows were copied; if not, none was
   */
  public static boolean copy(Connection connection, TableRows rows, LongPredicate goOn)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(rows.copyStatement());
    try {
      CopyBuffer out = new CopyBuffer(copy::writeToCopy);
      out.begin();
      if (!send(rows, out, goOn)) {
        return false;
      }
      out.end();
      check(rows, copy.endCopy());
      return true;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static boolean send(TableRows rows, CopyBuffer out, LongPredicate goOn)
      throws SQLException {
    long told = 0;
    for (long id = 1; id <= rows.count(); id++) {
      rows.write(id, out);
      if (id % BATCH == 0 || id == rows.count()) {
        if (!goOn.test(id - told)) {
          return false;
        }
        told = id;
      }
    }
    return true;
  }

  private static void check(TableRows rows, long stored) {
    if (stored != rows.count()) {
      throw new IllegalStateException(
          "%s: sent %d rows, but the server stored %d"
              .formatted(rows.table(), rows.count(), stored));
    }
  }
}
