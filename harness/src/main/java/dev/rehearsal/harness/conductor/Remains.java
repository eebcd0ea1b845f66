package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds what a statement that was cut short left behind and should not have. */
final class Remains {

  private static final String SESSIONS =
      """
      SELECT 'advisory lock', 'held by ' || coalesce(nullif(a.application_name, ''), 'a session')
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory'
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      UNION ALL
      SELECT 'open transaction', 'of ' || coalesce(nullif(a.application_name, ''), 'a session')
      FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = current_database() AND a.state LIKE 'idle in transaction%'
      ORDER BY 1, 2
      """;

  private final Catalog before;

  /**
   * @param before the schema before the migration: what it had is not left behind
   */
  Remains(Catalog before) {
    this.before = before;
  }

  List<Left> in(Catalog now, Connection connection) throws SQLException {
    List<Left> left = new ArrayList<>();
    for (CatalogObject object : now.objects()) {
      String kind = unfinished(object);
      boolean old = before.find(object.id()).map(Remains::unfinished).orElse(null) != null;
      if (kind != null && !old) {
        left.add(new Left(kind, object.object(), table(object, now), null));
      }
    }
    left.addAll(ofSessions(connection));
    return left;
  }

  /** What is wrong with it, or null. */
  private static String unfinished(CatalogObject object) {
    if (object.is("index") && Objects.equals(object.property("valid"), "no")) {
      return "invalid index";
    }
    if (object.is("constraint") && Objects.equals(object.property("validated"), "no")) {
      return "constraint not validated";
    }
    return object.property("detach pending") == null ? null : "detach pending";
  }

  private static String table(CatalogObject object, Catalog catalog) {
    return catalog
        .find(object.owner())
        .map(CatalogObject::object)
        .orElseGet(() -> object.relationName().toString());
  }

  private static List<Left> ofSessions(Connection connection) throws SQLException {
    List<Left> left = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SESSIONS)) {
      while (row.next()) {
        left.add(new Left(row.getString(1), row.getString(2), null, null));
      }
    }
    return left;
  }
}
