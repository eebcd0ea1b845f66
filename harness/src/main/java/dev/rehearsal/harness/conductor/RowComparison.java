package dev.rehearsal.harness.conductor;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import dev.rehearsal.reports.recording.WayBack.RowsChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares the rows of two databases table by table, by name. A table is read once on each side,
 * and once more, column by column, where it differs.
 */
final class RowComparison {

  /** The modes under which rows of a table can change or go. */
  private static final Set<LockMode> CHANGING =
      Set.of(LockMode.ROW_EXCLUSIVE, LockMode.EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE);

  private final TableColumns before;
  private final TableColumns after;
  private final RowDigest rowsBefore;
  private final RowDigest rowsAfter;

  /** The connections stay the caller's. */
  RowComparison(Connection before, Connection after) throws SQLException {
    this.before = TableColumns.of(before);
    this.after = TableColumns.of(after);
    this.rowsBefore = new RowDigest(before);
    this.rowsAfter = new RowDigest(after);
  }

  /** The tables that there were before and whose rows the statements may have changed. */
  List<String> tables(List<StatementRun> statements) {
    SortedSet<String> tables = new TreeSet<>();
    for (StatementRun run : statements) {
      run.modified().stream().map(Modified::relation).forEach(tables::add);
      run.locks().stream()
          .filter(lock -> CHANGING.contains(lock.mode()))
          .forEach(lock -> tables.add(lock.relation()));
    }
    tables.retainAll(before.tables().keySet());
    return List.copyOf(tables);
  }

  /** What else the statements may have changed and cannot be compared, one sentence each. */
  List<String> gaps(List<StatementRun> statements) {
    return statements.stream()
        .flatMap(run -> run.locks().stream())
        .filter(lock -> CHANGING.contains(lock.mode()) && lock.kind().equals("foreign table"))
        .map(lock -> "rows of the foreign table " + lock.relation() + " were not compared")
        .distinct()
        .sorted()
        .toList();
  }

  /** Those of the tables whose rows differ. */
  List<RowsChanged> differences(List<String> tables) throws SQLException {
    List<RowsChanged> differences = new ArrayList<>();
    for (String table : tables) {
      difference(table).ifPresent(differences::add);
    }
    return differences;
  }

  private Optional<RowsChanged> difference(String name) throws SQLException {
    TableColumns.Table then = before.tables().get(name);
    TableColumns.Table now = after.tables().get(name);
    if (now == null) {
      long count = rowsBefore.rows(then.name(), List.of()).count();
      return count == 0
          ? Optional.empty()
          : Optional.of(new RowsChanged(name, count, null, List.of()));
    }
    List<String> common = then.columns().stream().filter(now.columns()::contains).toList();
    List<String> gone = then.columns().stream().filter(each -> !common.contains(each)).toList();
    RowDigest.Rows was = rowsBefore.rows(then.name(), common);
    RowDigest.Rows is = rowsAfter.rows(now.name(), common);
    List<String> columns = new ArrayList<>(rowsBefore.notEmpty(then.name(), gone));
    if (was.equals(is) && columns.isEmpty()) {
      return Optional.empty();
    }
    if (was.count() == is.count() && !was.equals(is)) {
      columns.addAll(differing(then, now, common));
    }
    return Optional.of(new RowsChanged(name, was.count(), is.count(), columns));
  }

  private List<String> differing(
      TableColumns.Table then, TableColumns.Table now, List<String> common) throws SQLException {
    List<String> was = rowsBefore.columns(then.name(), common);
    List<String> is = rowsAfter.columns(now.name(), common);
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < common.size(); i++) {
      if (!was.get(i).equals(is.get(i))) {
        differing.add(common.get(i));
      }
    }
    return differing;
  }
}
