package dev.rehearsal.harness.conductor;

import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of a table, boiled down by the server in one pass: how many there are, and a sum of
 * hashes that does not depend on their order. Values count as the text that the server makes of
 * them.
 */
final class RowDigest {

  private final Connection connection;

  /** The connection stays the caller's. */
  RowDigest(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param hash of all rows; null without a row
   */
  record Rows(long count, String hash) {}

  Rows rows(RelationName table, List<String> columns) throws SQLException {
    String row =
        columns.isEmpty()
            ? "''"
            : columns.stream()
                .map(RelationName::identifier)
                .collect(Collectors.joining(", ", "ROW(", ")"));
    List<String> answer = ask("SELECT count(*), " + sum(row) + from(table), 2);
    return new Rows(Long.parseLong(answer.get(0)), answer.get(1));
  }

  /** A hash of each column's values that are not null. */
  List<String> columns(RelationName table, List<String> columns) throws SQLException {
    return ask(
        columns.stream()
            .map(RelationName::identifier)
            .map(column -> "count(" + column + ") || ':' || coalesce(" + sum(column) + ", 0)")
            .collect(Collectors.joining(", ", "SELECT ", from(table))),
        columns.size());
  }

  /** Those of the columns that hold any value. */
  List<String> notEmpty(RelationName table, List<String> columns) throws SQLException {
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> answer =
        ask(
            columns.stream()
                .map(column -> "count(" + RelationName.identifier(column) + ") > 0")
                .collect(Collectors.joining(", ", "SELECT ", from(table))),
            columns.size());
    List<String> holding = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (answer.get(i).equals("t")) {
        holding.add(columns.get(i));
      }
    }
    return holding;
  }

  private static String sum(String value) {
    return "sum(pg_catalog.hashtextextended((" + value + ")::text COLLATE \"C\", 0)::numeric)";
  }

  private static String from(RelationName table) {
    return " FROM ONLY " + table.sql();
  }

  private List<String> ask(String sql, int columns) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<String> answer = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        answer.add(row.getString(column));
      }
      return answer;
    }
  }
}
