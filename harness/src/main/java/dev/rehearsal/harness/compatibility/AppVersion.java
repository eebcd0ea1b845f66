package dev.rehearsal.harness.compatibility;

import java.util.List;
import java.util.Set;

/**
 * A version of the application.
 *
 * @param derived whether it was made up from the schema
 */
public record AppVersion(String name, boolean derived, List<Query> queries) {
  public AppVersion {
    queries = List.copyOf(queries);
  }

  /**
   * One of its statements.
   *
   * @param sql with {@code $1} for parameters
   * @param values one for each parameter, as text, or null for NULL
   * @param expected SQLSTATEs that are no failure, such as a duplicate key where a row was copied
   */
  public record Query(String name, String sql, List<String> values, Set<String> expected) {
    public Query {
      values = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(values));
      expected = Set.copyOf(expected);
    }
  }
}
