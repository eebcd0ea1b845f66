package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Findings of one kind and severity, told once for all statements and tables that have it.
 *
 * @param rows at least one, most severe first
 */
record FindingGroup(List<FindingRow> rows) {

  private static final int MOST_NAMED = 6;

  FindingGroup {
    rows = List.copyOf(rows);
  }

  /** The groups in the order of their first findings. */
  static List<FindingGroup> of(List<FindingRow> findings) {
    Map<String, List<FindingRow>> groups = new LinkedHashMap<>();
    for (FindingRow finding : findings) {
      String key = finding.name() + " " + finding.severity();
      groups.computeIfAbsent(key, name -> new ArrayList<>()).add(finding);
    }
    return groups.values().stream().map(FindingGroup::new).toList();
  }

  private FindingRow first() {
    return rows.get(0);
  }

  public String id() {
    return first().id();
  }

  public String tone() {
    return first().tone();
  }

  public String severity() {
    return first().severity();
  }

  public String name() {
    return first().name();
  }

  public boolean single() {
    return rows.size() == 1;
  }

  /** One finding for each statement to name, with its link; not all if there are many. */
  public List<FindingRow> statements() {
    List<FindingRow> each = all();
    return each.size() <= MOST_NAMED ? each : each.subList(0, MOST_NAMED - 1);
  }

  /** Such as {@code and 7 more}, or null. */
  public String moreStatements() {
    int more = all().size() - statements().size();
    return more == 0 ? null : "and " + Figures.count(more) + " more";
  }

  private List<FindingRow> all() {
    Map<String, FindingRow> byStatement = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.statement() != null)
        .forEach(row -> byStatement.putIfAbsent(row.statement(), row));
    return List.copyOf(byStatement.values());
  }

  /** Such as {@code S1, S2, S3}, or null if no statement has it. */
  public String statement() {
    String names = String.join(", ", statements().stream().map(FindingRow::statement).toList());
    return names.isEmpty()
        ? null
        : moreStatements() == null ? names : names + " " + moreStatements();
  }

  /** The table, the number of tables, or null. */
  public String relation() {
    List<String> tables = told(FindingRow::relation).toList();
    return tables.isEmpty()
        ? null
        : tables.size() == 1 ? tables.get(0) : Figures.count(tables.size(), "table", "tables");
  }

  /** The one sentence for places with room for one. */
  public String gist() {
    int more = rows.size() - 1;
    return first().gist() + (more == 0 ? "" : "; and " + Figures.count(more) + " more like it");
  }

  /** Not all if there are many: they only say what was measured of whom it concerns. */
  public List<String> effects() {
    return Capped.lines(told(FindingRow::effect).toList(), MOST_NAMED, effect -> effect);
  }

  /** Those that differ name their statement. */
  public List<String> remedies() {
    List<String> plain = told(FindingRow::remedy).toList();
    return plain.size() < 2
        ? plain
        : told(row ->
                row.remedy() == null || row.statement() == null
                    ? row.remedy()
                    : row.statement() + ": " + row.remedy())
            .toList();
  }

  /** What is there to be said, once. */
  private Stream<String> told(Function<FindingRow, String> what) {
    return rows.stream().map(what).filter(text -> text != null).distinct();
  }
}
