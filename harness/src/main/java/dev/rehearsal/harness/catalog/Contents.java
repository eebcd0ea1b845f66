package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What stands in tables, as one number for each column: the sum of a hash of each value together
 * with its row's primary key. It does not depend on the order of rows or columns.
 *
 * @param columns hash by {@code schema.table.column}, in which a table without rows has none
 * @param rows number of rows by {@code schema.table}
 */
public record Contents(SortedMap<String, String> columns, SortedMap<String, Long> rows) {

  public Contents {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /**
   * Reads every row of the tables.
   *
   * @param tables as {@link CatalogObject#object}; those that do not exist are left out
   */
  public static Contents read(Connection connection, Catalog catalog, Set<String> tables)
      throws SQLException {
    SortedMap<String, String> columns = new TreeMap<>();
    SortedMap<String, Long> rows = new TreeMap<>();
    for (CatalogObject table : catalog.objects()) {
      boolean hasRows =
          table.is("table") || table.is("partitioned table") || table.is("materialized view");
      if (hasRows && tables.contains(table.object())) {
        read(connection, catalog, table, columns, rows);
      }
    }
    return new Contents(columns, rows);
  }

  private static void read(
      Connection connection,
      Catalog catalog,
      CatalogObject table,
      SortedMap<String, String> hashes,
      SortedMap<String, Long> rows)
      throws SQLException {
    List<CatalogObject> columns = catalog.partsOf(table.id(), "column");
    String key = key(catalog, table);
    String sums =
        columns.stream()
            .map(column -> ", " + sum(column.part(), key))
            .collect(Collectors.joining());
    String sql = "SELECT pg_catalog.count(*)" + sums + " FROM " + table.relationName().sql();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      rows.put(table.object(), row.getLong(1));
      for (int i = 0; i < columns.size(); i++) {
        hashes.put(columns.get(i).object(), String.valueOf(row.getString(i + 2)));
      }
    }
  }

  private static String sum(String column, String key) {
    String value = "coalesce(" + RelationName.identifier(column) + "::text, '(null)')";
    return "pg_catalog.sum(pg_catalog.hashtextextended(" + key + value + ", 0)::numeric)";
  }

  private static String key(Catalog catalog, CatalogObject table) {
    return catalog.partsOf(table.id(), "constraint").stream()
        .filter(constraint -> constraint.detail("type").equals("p"))
        .flatMap(constraint -> constraint.list("columns").stream())
        .map(column -> RelationName.identifier(column) + "::text || ',' || ")
        .collect(Collectors.joining());
  }
}
