package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.recording.SchemaChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's schema at one moment: everything that decides whether two schemas are equal. Left out
 * are the server's own objects, temporary ones, what belongs to an extension, and what this program
 * itself puts into a take's database; also roles, publications, subscriptions, foreign servers,
 * operators and text search objects, which no rule asks for.
 */
public final class Catalog {

  private static final String PIN = CatalogSql.read("pin.sql");
  private static final String OBJECTS = CatalogSql.read("catalog.sql");

  /** Nothing at all. */
  public static final Catalog EMPTY = new Catalog(Map.of());

  private final Map<String, CatalogObject> objects;

  private Catalog(Map<String, CatalogObject> objects) {
    this.objects = Collections.unmodifiableMap(objects);
  }

  /**
   * Reads on a session in whose transaction a savepoint was set, to which the caller rolls back
   * afterwards: reading changes settings and takes weak locks on relations that views use.
   */
  public static Catalog read(Questions session) throws SQLException {
    session.ask(PIN);
    Map<String, CatalogObject> objects = new LinkedHashMap<>();
    for (List<String> row : session.ask(OBJECTS)) {
      CatalogObject object = CatalogSql.object(row);
      objects.put(object.id(), object);
    }
    return new Catalog(objects);
  }

  /** Reads on an idle connection in autocommit, which it leaves as it was. */
  public static Catalog read(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      return read(sql -> ask(connection, sql));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static List<List<String>> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int columns = answer.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Whether it is the same database's schema, unchanged. */
  public boolean same(Catalog other) {
    return objects.equals(other.objects);
  }

  /** All objects, sorted by kind and name. */
  public Collection<CatalogObject> objects() {
    return objects.values();
  }

  /** The object of that identity. */
  public Optional<CatalogObject> find(String id) {
    return Optional.ofNullable(id == null ? null : objects.get(id));
  }

  /** What is part of a relation, of one kind, in the order of names; columns in their own. */
  public List<CatalogObject> partsOf(String relation, String kind) {
    List<CatalogObject> parts = new ArrayList<>();
    for (CatalogObject object : objects.values()) {
      if (object.is(kind) && relation.equals(object.owner())) {
        parts.add(object);
      }
    }
    if (kind.equals("column")) {
      parts.sort(
          java.util.Comparator.comparingInt(each -> Integer.parseInt(each.detail("attnum"))));
    }
    return parts;
  }

  /**
   * What became of this database's schema. An object is followed by its identity, so that a rename
   * is one change of the property {@code name}, and definitions that differ in renamed names alone
   * are no change. Of a table that is new or gone only the table itself is told, with its columns
   * in a property, and its foreign keys.
   */
  public List<SchemaChange> changesTo(Catalog after) {
    return new Changes(this, after).all();
  }

  /**
   * In what another database's schema differs from this one ({@code before} is here, {@code after}
   * there), by name. A column's place among the others is the property {@code position}.
   */
  public List<SchemaChange> differencesFrom(Catalog other) {
    return new Differences(this, other).all();
  }
}
