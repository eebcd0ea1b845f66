package dev.rehearsal.harness.probe;

import dev.rehearsal.reports.postgres.RelationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a probe has to know of a table or a materialized view.
 *
 * @param rows the planner's idea of its rows, -1 if never analysed
 * @param keyColumns its primary key, empty if it has none
 * @param writeColumns columns that can be set, the least indexed first; none of a materialized view
 * @param refersTo OIDs of the tables that its foreign keys refer to
 */
record TableShape(
    long oid,
    RelationName name,
    long rows,
    List<String> keyColumns,
    List<String> writeColumns,
    Set<Long> refersTo) {

  private static final String TABLES = resource();

  /** All tables and filled materialized views of the user's, largest first. */
  static List<TableShape> all(Connection connection) throws SQLException {
    List<TableShape> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(
            new TableShape(
                row.getLong(7),
                new RelationName(row.getString(1), row.getString(2)),
                row.getLong(3),
                lines(row.getString(4)),
                lines(row.getString(5)),
                oids(row.getString(6))));
      }
    }
    return tables;
  }

  private static List<String> lines(String text) {
    return text == null ? List.of() : List.of(text.split("\n"));
  }

  private static Set<Long> oids(String text) {
    Set<Long> oids = new java.util.TreeSet<>();
    if (text != null) {
      for (String oid : text.split(",")) {
        oids.add(Long.valueOf(oid));
      }
    }
    return oids;
  }

  private static String resource() {
    try (InputStream in = TableShape.class.getResourceAsStream("tables.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading tables.sql from the program's own jar", e);
    }
  }
}
