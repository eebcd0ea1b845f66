package dev.rehearsal.harness.estimate;

import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Steps.Calibration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a unit of cost takes on this server, one kind of work after the other, on a table
 * in an empty database. Takes about two seconds.
 */
public final class Calibrator {

  private static final String SETUP =
      """
      CREATE TABLE p (id bigint PRIMARY KEY);
      INSERT INTO p SELECT generate_series(1, 20000);
      CREATE TABLE t (id bigint, p bigint, n integer, note text, filler text);
      INSERT INTO t
      SELECT g, 1 + g % 20000, g * 7919 % 1000003, md5(g::text), repeat('x', 60)
      FROM generate_series(1, 100000) g;
      SET max_parallel_workers_per_gather = 0;
      SET max_parallel_maintenance_workers = 0;
      """;

  private final Connection connection;
  private final Ticker ticker;
  private final List<Calibration> calibrations = new ArrayList<>();
  private double nanosPerCostOfQuery;

  /** The connection, to a database made for this, belongs to the caller. */
  public Calibrator(Connection connection, Ticker ticker) {
    this.connection = connection;
    this.ticker = ticker;
  }

  public List<Calibration> measure() throws SQLException {
    execute(SETUP);
    execute("VACUUM ANALYZE");
    execute("SELECT count(*) FROM t");
    nanosPerCostOfQuery = perCost(Work.QUERY, "SELECT count(*) FROM t WHERE n % 7 = 3", null);
    perCost(
        Work.SCAN, "ALTER TABLE t ALTER n SET NOT NULL", "SELECT 1 FROM ONLY t WHERE n IS NULL");
    perCost(
        Work.CHECK,
        "ALTER TABLE t ADD CONSTRAINT c CHECK (n >= 0)",
        "SELECT 1 FROM ONLY t WHERE NOT (n >= 0)");
    perCost(
        Work.FOREIGN_KEY_JOIN,
        "ALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p",
        "SELECT 1 FROM ONLY t fk LEFT OUTER JOIN ONLY p pk ON (pk.id = fk.p)"
            + " WHERE pk.id IS NULL AND fk.p IS NOT NULL");
    execute("ALTER TABLE t DROP CONSTRAINT c");
    perCost(Work.REWRITE, "ALTER TABLE t ALTER n TYPE bigint", "SELECT *, n::bigint FROM ONLY t");
    execute("ANALYZE t");
    perCost(Work.INDEX_SORT_ON_NUMBERS, "CREATE INDEX ON t (n)", "SELECT n FROM ONLY t ORDER BY n");
    perCost(
        Work.INDEX_SORT_ON_TEXT,
        "CREATE INDEX ON t (note)",
        "SELECT note FROM ONLY t ORDER BY note");
    perRow(Work.ROWS_UPDATED, "UPDATE t SET n = n + 1 WHERE id % 3 = 0");
    perRow(
        Work.ROWS_INSERTED, "INSERT INTO t SELECT id, p, n, note, filler FROM t WHERE id % 3 = 1");
    perRow(Work.ROWS_DELETED, "DELETE FROM t WHERE id % 5 = 0");
    return List.copyOf(calibrations);
  }

  /** All of the time by cost; the estimate comes first, as in a take. */
  private double perCost(Work work, String sql, String proxy) throws SQLException {
    double cost = plan(proxy == null ? sql : proxy).cost();
    double nanosPerCost = timed(sql).nanos() / cost;
    calibrations.add(new Calibration(work.words(), nanosPerCost, 0));
    return nanosPerCost;
  }

  /** Finding the rows takes what a query takes, and the rest goes by the number of rows. */
  private void perRow(Work work, String sql) throws SQLException {
    double finding = plan(sql).cost() * nanosPerCostOfQuery;
    Timed timed = timed(sql);
    double perRow = Math.max(0, timed.nanos() - finding) / Math.max(1, timed.rows());
    calibrations.add(new Calibration(work.words(), nanosPerCostOfQuery, perRow));
  }

  private record Timed(long nanos, long rows) {}

  private Timed timed(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long from = ticker.nanos();
      statement.execute(sql);
      long nanos = ticker.nanos() - from;
      return new Timed(nanos, statement.getUpdateCount());
    }
  }

  private Plan plan(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("EXPLAIN (FORMAT JSON) " + sql)) {
      row.next();
      return Plan.read(row.getString(1));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
