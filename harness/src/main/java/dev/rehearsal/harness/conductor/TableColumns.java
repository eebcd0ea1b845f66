package dev.rehearsal.harness.conductor;

import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables and materialized views of a database, {@code schema.name}, with their columns. */
record TableColumns(Map<String, Table> tables) {

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_attribute a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND (c.relkind = 'r' OR c.relispopulated)
      ORDER BY c.oid, a.attnum
      """;

  /**
   * A table that has rows of its own, so no partitioned one.
   *
   * @param columns in their order
   */
  record Table(RelationName name, List<String> columns) {}

  static TableColumns of(Connection connection) throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        RelationName name = new RelationName(row.getString(1), row.getString(2));
        Table table =
            tables.computeIfAbsent(name.toString(), key -> new Table(name, new ArrayList<>()));
        if (row.getString(3) != null) {
          table.columns().add(row.getString(3));
        }
      }
    }
    return new TableColumns(tables);
  }
}
