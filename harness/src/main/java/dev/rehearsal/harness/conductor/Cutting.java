package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Arms the knife when the statement's turn comes, and knows which rows are younger than that. */
final class Cutting {

  /** From when on rows are the statement's: no transaction of this number was under way yet. */
  private static final String NEXT_TRANSACTION =
      "SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())";

  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long PERIOD_NANOS = 2_000_000;

  private final Cut cut;
  private final Connection control;
  private final Ticker ticker;
  private final Knife knife;
  private Long firstTransaction;
  private SQLException failure;

  /** The connection stays the caller's, who does not use it before {@link #end}. */
  Cutting(Cut cut, Connection control, Ticker ticker) {
    this.cut = cut;
    this.control = control;
    this.ticker = ticker;
    this.knife = new Knife(control, ticker);
  }

  /** To be told the index of each statement before it is sent. */
  IntConsumer on(int backendPid) {
    return index -> {
      try {
        knife.disarm();
        if (index == cut.statement()) {
          firstTransaction = number(NEXT_TRANSACTION);
          knife.arm(cut.means(), backendPid, cut.afterNanos());
        }
      } catch (SQLException e) {
        failure = e;
      }
    };
  }

  /**
   * No cut comes any more.
   *
   * @throws SQLException if it could not be made
   */
  void end() throws SQLException {
    knife.disarm();
    if (failure != null) {
      throw failure;
    }
  }

  /** Waits until the server process is gone, for a while at most. */
  void awaitTheEndOf(int backendPid) throws SQLException {
    knife.disarm();
    long until = ticker.nanos() + PATIENCE_NANOS;
    String there = "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE pid = " + backendPid;
    while (number(there) > 0 && ticker.nanos() < until && !Thread.currentThread().isInterrupted()) {
      Pause.until(ticker.nanos() + PERIOD_NANOS, ticker);
    }
  }

  /** Rows of the tables that were written since and stay. */
  List<Left> rowsThatStayed(List<String> tables) throws SQLException {
    TableColumns existing = TableColumns.of(control);
    List<Left> left = new ArrayList<>();
    for (String name : tables) {
      TableColumns.Table table = existing.tables().get(name);
      long rows =
          table == null
              ? 0
              : number(
                  "SELECT count(*) FROM ONLY "
                      + table.name().sql()
                      + " WHERE xmin::text::bigint >= "
                      + firstTransaction);
      if (rows > 0) {
        left.add(new Left("rows changed", name, name, rows));
      }
    }
    return left;
  }

  private long number(String question) throws SQLException {
    try (Statement statement = control.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
