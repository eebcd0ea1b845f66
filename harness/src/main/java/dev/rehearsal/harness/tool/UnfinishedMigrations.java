package dev.rehearsal.harness.tool;

import dev.rehearsal.reports.recording.ToolRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Migrations that a tool has noted as begun and not as ended, in which state it refuses to go on.
 * Its table is known by its columns, since most tools let it be called anything.
 */
public final class UnfinishedMigrations {

  /** The tools that keep such a state. */
  private static final List<Kept> KEPT =
      List.of(
          new Kept(
              "golang-migrate",
              Set.of("version", "dirty"),
              "version",
              "dirty::text IN ('true', 't', '1')"),
          new Kept(
              "prisma",
              Set.of("migration_name", "finished_at", "rolled_back_at", "applied_steps_count"),
              "migration_name",
              "finished_at IS NULL AND rolled_back_at IS NULL"),
          new Kept(
              "flyway",
              Set.of("installed_rank", "version", "script", "checksum", "success"),
              "coalesce(version, script)",
              "success::text IN ('false', 'f', '0')"));

  private static final String TABLES =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname),
             array_agg(a.attname::text)
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'
      GROUP BY 1
      HAVING bool_or(a.attname IN ('dirty', 'finished_at', 'success'))
      ORDER BY 1
      """;

  /**
   * @param columns by which the table is known; golang-migrate's has no others
   * @param version what names a migration
   * @param unfinished which rows are meant
   */
  private record Kept(String runner, Set<String> columns, String version, String unfinished) {
    boolean isIn(Set<String> found) {
      return columns.size() == 2 ? found.equals(columns) : found.containsAll(columns);
    }
  }

  private UnfinishedMigrations() {}

  /**
   * In the database of the connection, by table and version.
   *
   * @throws SQLException if such a table cannot be read
   */
  public static List<ToolRun.Unfinished> in(Connection connection) throws SQLException {
    List<ToolRun.Unfinished> unfinished = new ArrayList<>();
    try (Statement asking = connection.createStatement();
        Statement reading = connection.createStatement();
        ResultSet tables = asking.executeQuery(TABLES)) {
      while (tables.next()) {
        Set<String> columns = Set.of((String[]) tables.getArray(2).getArray());
        for (Kept kept : KEPT) {
          if (kept.isIn(columns)) {
            read(reading, kept, tables.getString(1), unfinished);
          }
        }
      }
    }
    return unfinished;
  }

  private static void read(
      Statement reading, Kept kept, String table, List<ToolRun.Unfinished> into)
      throws SQLException {
    String rows =
        "SELECT %s::text FROM %s WHERE %s ORDER BY 1"
            .formatted(kept.version(), table, kept.unfinished());
    try (ResultSet found = reading.executeQuery(rows)) {
      while (found.next()) {
        into.add(new ToolRun.Unfinished(kept.runner(), table, found.getString(1)));
      }
    }
  }
}
