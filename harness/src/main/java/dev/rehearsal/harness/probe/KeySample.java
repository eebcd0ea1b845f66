package dev.rehearsal.harness.probe;

import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Draws keys of existing rows, so that probes touch rows as an application would. */
final class KeySample {

  private static final int KEYS = 1000;

  private final Connection connection;
  private final long seed;

  KeySample(Connection connection, long seed) {
    this.connection = connection;
    this.seed = seed;
  }

  /**
   * About a thousand keys as text, all of a small table; for an empty table one key of nulls, which
   * finds nothing.
   */
  List<List<String>> of(TableShape table, List<String> key) throws SQLException {
    String columns =
        key.stream()
            .map(column -> RelationName.identifier(column) + "::text")
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT "
            + columns
            + " FROM "
            + table.name().sql()
            + sample(table.rows())
            + " LIMIT "
            + 2 * KEYS;
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= key.size(); i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
    }
    return rows.isEmpty() ? List.of(Collections.nCopies(key.size(), null)) : rows;
  }

  /**
   * Rows, and not pages, so that neighbours do not come together; whole small tables. About as many
   * as wanted and not more, because a limit would keep those that come first in the table.
   */
  private String sample(long rows) {
    if (rows <= 2 * KEYS) {
      return "";
    }
    double percent = 100.0 * KEYS / rows;
    return " TABLESAMPLE BERNOULLI (%s) REPEATABLE (%d)".formatted(Double.toString(percent), seed);
  }
}
