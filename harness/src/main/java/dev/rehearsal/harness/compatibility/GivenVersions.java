package dev.rehearsal.harness.compatibility;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.WorkloadSpec.QuerySpec;
import dev.rehearsal.harness.config.WorkloadSpec.VersionSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The versions of the workload file, their parameters taken from the loaded data. */
public final class GivenVersions {

  private final Connection connection;

  /** The connection, to a fresh clone, belongs to the caller. */
  public GivenVersions(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws Problem if a parameter query fails or gives no row
   */
  public List<AppVersion> of(List<VersionSpec> specs) {
    List<AppVersion> versions = new ArrayList<>();
    for (VersionSpec spec : specs) {
      List<AppVersion.Query> queries = new ArrayList<>();
      for (QuerySpec query : spec.queries()) {
        List<String> values = new ArrayList<>();
        for (String sql : query.parameters()) {
          values.add(value(spec, query, sql));
        }
        queries.add(new AppVersion.Query(query.name(), query.sql(), values, Set.of()));
      }
      versions.add(new AppVersion(spec.name(), false, queries));
    }
    return versions;
  }

  private String value(VersionSpec version, QuerySpec query, String sql) {
    String place = "version '%s', query '%s'".formatted(version.name(), query.name());
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet row = statement.executeQuery(sql)) {
        if (row.next()) {
          return row.getString(1);
        }
      }
    } catch (SQLException e) {
      throw new Problem(
          Problem.Kind.REJECTED,
          "%s: the server rejects the parameter query: %s (SQLSTATE %s)"
              .formatted(place, e.getMessage(), e.getSQLState()),
          e);
    }
    throw new Problem(
        Problem.Kind.USAGE, "%s: the parameter query gives no row: %s".formatted(place, sql));
  }
}
