package dev.rehearsal.harness.probe;

import dev.rehearsal.harness.probe.Probe.Kind;
import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Derives probes from the schema: for each table a point read and a point write of one row, for
 * each materialized view a point read.
 *
 * <p>They are made to measure waiting, not compatibility: the read takes whatever columns there
 * are, and the write sets a column that the migration leaves in place to its own value. A table
 * without a primary key is read and written by {@code ctid}.
 */
public final class ProbeDerivation {

  /** Probes of largest tables as a control where the migration touches none. */
  private static final int CONTROL_TABLES = 3;

  /** More firings than this a second would load two cores enough to be a disturbance. */
  private static final int FIRINGS_PER_SECOND = 640;

  private final Connection connection;
  private final Duration every;
  private final long seed;

  /**
   * @param connection to a fresh clone; belongs to the caller
   * @param every time between two firings of each probe; stretched if there are very many probes
   */
  public ProbeDerivation(Connection connection, Duration every, long seed) {
    this.connection = connection;
    this.every = every;
    this.seed = seed;
  }

  /**
   * Probes for the touched tables and those that refer to them, or for the largest tables if none
   * is touched.
   *
   * @param touched tables as {@code schema.name}
   * @param columnsAfter the columns that exist after the migration as {@code schema.name.column},
   *     or null if that is not known
   */
  public List<Probe> derive(Set<String> touched, Set<String> columnsAfter) throws SQLException {
    List<TableShape> tables = tables(touched);
    Duration period = period(tables.size() * 2);
    List<Probe> probes = new ArrayList<>();
    for (TableShape table : tables) {
      List<String> key = table.keyColumns().isEmpty() ? List.of("ctid") : table.keyColumns();
      List<List<String>> rows = new KeySample(connection, seed).of(table, key);
      probes.add(read(table, key, rows, period));
      if (!table.writeColumns().isEmpty()) {
        probes.add(write(table, key, rows, period, columnsAfter));
      }
    }
    return probes;
  }

  private List<TableShape> tables(Set<String> touched) throws SQLException {
    List<TableShape> all = TableShape.all(connection);
    Set<Long> oids =
        all.stream()
            .filter(table -> touched.contains(table.name().toString()))
            .map(TableShape::oid)
            .collect(Collectors.toCollection(HashSet::new));
    if (oids.isEmpty()) {
      return all.stream().limit(CONTROL_TABLES).toList();
    }
    return all.stream()
        .filter(
            table ->
                oids.contains(table.oid()) || table.refersTo().stream().anyMatch(oids::contains))
        .toList();
  }

  private Duration period(int probes) {
    long least = probes * 1_000_000_000L / FIRINGS_PER_SECOND;
    return Duration.ofNanos(Math.max(every.toNanos(), least));
  }

  private static Probe read(
      TableShape table, List<String> key, List<List<String>> rows, Duration period) {
    return probe(table, Kind.READ, "SELECT * FROM " + table.name().sql(), key, rows, period);
  }

  private static Probe write(
      TableShape table,
      List<String> key,
      List<List<String>> rows,
      Duration period,
      Set<String> columnsAfter) {
    String column = RelationName.identifier(writeColumn(table, key, columnsAfter));
    String update = "UPDATE " + table.name().sql() + " SET " + column + " = " + column;
    return probe(table, Kind.WRITE, update, key, rows, period);
  }

  private static String writeColumn(TableShape table, List<String> key, Set<String> columnsAfter) {
    List<String> stays =
        table.writeColumns().stream()
            .filter(
                column ->
                    columnsAfter == null || columnsAfter.contains(table.name() + "." + column))
            .toList();
    List<String> choice = stays.isEmpty() ? table.writeColumns() : stays;
    return choice.stream()
        .filter(column -> !key.contains(column))
        .findFirst()
        .orElse(choice.get(0));
  }

  private static Probe probe(
      TableShape table,
      Kind kind,
      String start,
      List<String> key,
      List<List<String>> rows,
      Duration period) {
    List<String> conditions = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String column : key) {
      conditions.add(RelationName.identifier(column) + " = ?");
      shown.add(RelationName.identifier(column) + " = $" + (shown.size() + 1));
    }
    return new Probe(
        table.name() + (kind == Kind.READ ? " read" : " write"),
        kind,
        table.name().toString(),
        start + " WHERE " + String.join(" AND ", conditions),
        start + " WHERE " + String.join(" AND ", shown),
        period,
        rows);
  }
}
