package dev.rehearsal.harness.compatibility;

import dev.rehearsal.harness.config.WorkloadSpec;
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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stands in for an application that nobody described: for each table it reads a row with all
 * columns by name, writes it back, and inserts a copy of it.
 *
 * <p>It uses every column, which no real application does; and a copied row may collide with its
 * original, which is no failure.
 */
public final class DerivedVersion {

  private static final String COLUMNS = resource();
  private static final Set<String> COLLISIONS = Set.of("23505", "23P01");

  private final Connection connection;

  /** The connection, to a fresh clone, belongs to the caller. */
  public DerivedVersion(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param tables {@code schema.name}
   */
  public AppVersion of(Set<String> tables) throws SQLException {
    List<AppVersion.Query> queries = new ArrayList<>();
    for (Table table : tables().values()) {
      if (tables.contains(table.name.toString())) {
        queries.addAll(table.queries());
      }
    }
    return new AppVersion(WorkloadSpec.DERIVED, true, queries);
  }

  private TreeMap<RelationName, Table> tables() throws SQLException {
    TreeMap<RelationName, Table> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        RelationName name = new RelationName(row.getString(1), row.getString(2));
        Table table = tables.computeIfAbsent(name, Table::new);
        String column = RelationName.identifier(row.getString(3));
        table.all.add(column);
        if (row.getBoolean(4)) {
          table.writable.add(column);
        }
        if (row.getBoolean(4) && !row.getBoolean(5)) {
          table.given.add(column);
        }
      }
    }
    return tables;
  }

  private static final class Table {
    private final RelationName name;
    private final List<String> all = new ArrayList<>();
    private final List<String> writable = new ArrayList<>();

    /** What an INSERT gives: not a key that has a default. */
    private final List<String> given = new ArrayList<>();

    Table(RelationName name) {
      this.name = name;
    }

    List<AppVersion.Query> queries() {
      List<AppVersion.Query> queries = new ArrayList<>();
      String one = " FROM " + name.sql() + " LIMIT 1";
      queries.add(query("read", "SELECT " + String.join(", ", all) + one));
      if (!writable.isEmpty()) {
        String same = writable.stream().map(c -> c + " = " + c).collect(Collectors.joining(", "));
        queries.add(
            query(
                "write",
                "UPDATE "
                    + name.sql()
                    + " SET "
                    + same
                    + " WHERE ctid = (SELECT ctid"
                    + one
                    + ")"));
      }
      if (!given.isEmpty()) {
        String columns = String.join(", ", given);
        queries.add(
            query(
                "insert",
                "INSERT INTO " + name.sql() + " (" + columns + ") SELECT " + columns + one));
      }
      return queries;
    }

    private AppVersion.Query query(String what, String sql) {
      return new AppVersion.Query(name + " " + what, sql, List.of(), COLLISIONS);
    }
  }

  private static String resource() {
    try (InputStream in = DerivedVersion.class.getResourceAsStream("columns.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading columns.sql from the program's own jar", e);
    }
  }
}
