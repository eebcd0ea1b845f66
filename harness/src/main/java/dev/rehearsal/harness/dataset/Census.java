package dev.rehearsal.harness.dataset;

import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.recording.Dataset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what was loaded. */
final class Census {
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      """;

  private static final Comparator<Dataset.Table> LARGEST_FIRST =
      Comparator.comparingLong(Dataset.Table::rows)
          .thenComparingLong(Dataset.Table::bytes)
          .reversed()
          .thenComparing(Dataset.Table::name);

  private Census() {}

  /** All tables of the user, largest first; partitions stand for themselves. */
  static List<Dataset.Table> take(Connection connection) throws SQLException {
    List<Dataset.Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        RelationName name = new RelationName(row.getString(1), row.getString(2));
        tables.add(
            new Dataset.Table(
                name.toString(), rows(connection, name), row.getLong(3), row.getLong(4)));
      }
    }
    return tables.stream().sorted(LARGEST_FIRST).toList();
  }

  private static long rows(Connection connection, RelationName table) throws SQLException {
    // ONLY: the rows of a child table are the child's.
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM ONLY " + table.sql())) {
      row.next();
      return row.getLong(1);
    }
  }
}
