package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a statement that bars a transaction waiting for a moment at each point where it waits, so
 * that even on a small table its locks are seen there.
 *
 * <p>First SHARE UPDATE EXCLUSIVE is held on all tables, for which every such statement waits that
 * works on a table. When it was seen waiting, ROW EXCLUSIVE is taken in another transaction before
 * the first is let go: for that one it waits where it waits for other transactions, or for ACCESS
 * EXCLUSIVE. When it was seen there, the two transactions change places, until there is nothing
 * more to wait for. Used by one thread at a time.
 */
final class Holding {

  /** Two looks may fall before and into the wait; the third is sure to see what came before it. */
  private static final int LOOKS_AT_A_WAIT = 3;

  private static final long AT_MOST_NANOS = 300_000_000;

  /** The server's table of locks has room for 6400 by default, and the statement needs some. */
  private static final int MOST_TABLES = 1000;

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      ORDER BY c.oid
      """;

  private final Connection asking;
  private final Ticker ticker;
  private TableHold current;
  private TableHold other;
  private String tables;
  private boolean holds;
  private long begun;
  private int looksAtThisWait;

  /** The connections belong to the caller. */
  Holding(Connection one, Connection another, Ticker ticker) {
    this.asking = one;
    this.current = new TableHold(one);
    this.other = new TableHold(another);
    this.ticker = ticker;
  }

  /** Takes the first hold; does nothing if there is nothing to hold. */
  void begin() throws SQLException {
    begun = ticker.nanos();
    looksAtThisWait = 0;
    List<String> names = tables();
    tables = String.join(", ", names);
    holds =
        !names.isEmpty()
            && names.size() <= MOST_TABLES
            && (current.take(tables, LockMode.SHARE_UPDATE_EXCLUSIVE)
                || current.take(tables, LockMode.ROW_EXCLUSIVE));
  }

  private List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = asking.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        names.add(new RelationName(row.getString(1), row.getString(2)).sql());
      }
    }
    return names;
  }

  /** The statement was looked at. */
  void looked(boolean waiting) throws SQLException {
    if (!holds) {
      return;
    }
    looksAtThisWait += waiting ? 1 : 0;
    if (ticker.nanos() - begun > AT_MOST_NANOS) {
      end();
    } else if (looksAtThisWait >= LOOKS_AT_A_WAIT) {
      next();
    }
  }

  private void next() throws SQLException {
    looksAtThisWait = 0;
    holds = other.take(tables, LockMode.ROW_EXCLUSIVE);
    current.release();
    TableHold before = current;
    current = other;
    other = before;
  }

  /** Lets the statement go on. */
  void end() throws SQLException {
    holds = false;
    current.release();
    other.release();
  }
}
