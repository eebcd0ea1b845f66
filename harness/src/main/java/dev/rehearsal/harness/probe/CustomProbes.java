package dev.rehearsal.harness.probe;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.WorkloadSpec.ProbeSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the user's own probes, their parameters drawn from the loaded data. */
public final class CustomProbes {

  private static final int VALUES = 1000;
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final Connection connection;

  /** The connection, to a fresh clone, belongs to the caller. */
  public CustomProbes(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws Problem if a parameter query fails or gives no row
   */
  public List<Probe> make(List<ProbeSpec> specs) throws SQLException {
    List<Probe> probes = new ArrayList<>();
    for (ProbeSpec spec : specs) {
      probes.add(make(spec));
    }
    return probes;
  }

  private Probe make(ProbeSpec spec) throws SQLException {
    List<List<String>> columns = new ArrayList<>();
    for (String query : spec.parameters()) {
      columns.add(values(spec, query));
    }
    return new Probe(
        spec.name(),
        Probe.Kind.CUSTOM,
        null,
        spec.version(),
        jdbc(spec),
        spec.sql(),
        spec.every(),
        rows(inOrderOfUse(spec, columns)));
  }

  private List<String> values(ProbeSpec spec, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(VALUES);
      try (ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          values.add(row.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new Problem(
          Problem.Kind.REJECTED,
          "probe '%s': the server rejects the parameter query: %s (SQLSTATE %s)"
              .formatted(spec.name(), e.getMessage(), e.getSQLState()),
          e);
    }
    if (values.isEmpty()) {
      throw new Problem(
          Problem.Kind.USAGE,
          "probe '%s': the parameter query gives no row: %s".formatted(spec.name(), query));
    }
    return values;
  }

  /** {@code $2 … $1 … $2} becomes {@code ? … ? … ?}. */
  private static String jdbc(ProbeSpec spec) {
    return PARAMETER.matcher(spec.sql().replace("?", "??")).replaceAll("?");
  }

  private static List<List<String>> inOrderOfUse(ProbeSpec spec, List<List<String>> columns) {
    List<List<String>> used = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(spec.sql());
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      if (number < 1 || number > columns.size()) {
        throw new Problem(
            Problem.Kind.USAGE,
            "probe '%s': its SQL uses $%d, but %d parameter queries are given"
                .formatted(spec.name(), number, columns.size()));
      }
      used.add(columns.get(number - 1));
    }
    return used;
  }

  /** Rows of one value a parameter; lists of different length are repeated. */
  private static List<List<String>> rows(List<List<String>> columns) {
    int length = columns.stream().mapToInt(List::size).max().orElse(1);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      List<String> row = new ArrayList<>();
      for (List<String> column : columns) {
        row.add(column.get(i % column.size()));
      }
      rows.add(row);
    }
    return rows;
  }
}
