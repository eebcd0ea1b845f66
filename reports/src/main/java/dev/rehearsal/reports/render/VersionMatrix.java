package dev.rehearsal.reports.render;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which statements of which application version worked at which point of the migration.
 *
 * @param points the columns
 * @param note what was left out, or null
 * @param breaks the server's words where something broke first
 */
record VersionMatrix(List<String> points, List<Row> rows, String note, List<String> breaks) {

  private static final int MOST_POINTS = 12;
  private static final int MOST_ROWS = 100;
  private static final int MOST_BREAKS = 20;

  /** A statement of the application at all points. */
  record Row(String version, String query, List<Cell> cells) {}

  /** One try. */
  record Cell(String text, boolean works) {}

  /** Empty if no version was tried. */
  static Optional<VersionMatrix> of(Recording recording) {
    List<VersionCheck> checks =
        recording.takes().stream()
            .filter(take -> take.steps() != null)
            .flatMap(take -> checks(take.steps()).stream())
            .toList();
    if (checks.isEmpty()) {
      return Optional.empty();
    }
    Map<List<String>, Map<Integer, VersionCheck>> tries = new LinkedHashMap<>();
    for (VersionCheck check : checks) {
      tries
          .computeIfAbsent(List.of(check.version(), check.query()), key -> new TreeMap<>())
          .put(check.afterStatement(), check);
    }
    List<Integer> telling = telling(tries);
    List<Integer> shown = telling.stream().limit(MOST_POINTS).toList();
    return Optional.of(
        new VersionMatrix(
            shown.stream().map(point -> point == 0 ? "before" : "after S" + point).toList(),
            tries.entrySet().stream()
                .limit(MOST_ROWS)
                .map(row -> row(row.getKey(), row.getValue(), shown))
                .toList(),
            note(checks, shown, tries.size()),
            breaks(tries)));
  }

  /** What was tried, one statement at one point; how it was prepared makes one answer of two. */
  private record VersionCheck(
      String version, String query, int afterStatement, Steps.QueryFailure failure) {
    String sqlState() {
      return failure == null ? null : failure.sqlState();
    }

    String message() {
      return failure == null ? null : failure.message();
    }
  }

  private static List<VersionCheck> checks(Steps steps) {
    Map<List<Object>, Steps.QueryFailure> failures = new LinkedHashMap<>();
    for (Steps.QueryFailure each : steps.failures()) {
      List<Object> key = List.of(each.version(), each.query(), each.afterStatement());
      failures.merge(key, each, (one, two) -> one.how() == Steps.How.FRESH ? one : two);
    }
    List<VersionCheck> checks = new ArrayList<>();
    for (Steps.Version version : steps.versions()) {
      for (Steps.Query query : version.queries()) {
        for (int point : steps.checkedAfter()) {
          Steps.QueryFailure failure = failures.get(List.of(version.name(), query.name(), point));
          checks.add(new VersionCheck(version.name(), query.name(), point, failure));
        }
      }
    }
    return checks;
  }

  /** The first and the last point, and those at which something becomes different. */
  private static List<Integer> telling(Map<List<String>, Map<Integer, VersionCheck>> tries) {
    TreeSet<Integer> telling = new TreeSet<>();
    for (Map<Integer, VersionCheck> row : tries.values()) {
      List<VersionCheck> tried = List.copyOf(row.values());
      telling.add(tried.get(0).afterStatement());
      telling.add(tried.get(tried.size() - 1).afterStatement());
      for (int i = 1; i < tried.size(); i++) {
        if (!Objects.equals(tried.get(i - 1).sqlState(), tried.get(i).sqlState())) {
          telling.add(tried.get(i).afterStatement());
        }
      }
    }
    return List.copyOf(telling);
  }

  private static Row row(List<String> name, Map<Integer, VersionCheck> tried, List<Integer> shown) {
    List<Cell> cells = new ArrayList<>();
    VersionCheck last = null;
    for (int point : shown) {
      for (VersionCheck check : tried.values()) {
        last = check.afterStatement() <= point ? check : last;
      }
      cells.add(cell(last));
    }
    return new Row(Excerpt.line(name.get(0)), Excerpt.line(name.get(1)), cells);
  }

  private static Cell cell(VersionCheck check) {
    if (check == null) {
      return new Cell(Statements.UNKNOWN, true);
    }
    if (check.failure() == null) {
      return new Cell("works", true);
    }
    String once = check.failure().how() == Steps.How.PREPARED ? "fails once " : "fails ";
    return new Cell(once + Visible.text(check.sqlState()), false);
  }

  private static String note(List<VersionCheck> checks, List<Integer> shown, int rows) {
    long tried = checks.stream().map(VersionCheck::afterStatement).distinct().count();
    String points =
        tried > shown.size()
            ? "Tried at %s points; shown are %s of them, those at which something changes first."
                .formatted(tried, shown.size())
            : null;
    String cut = Capped.note(MOST_ROWS, rows, " statements of the application");
    return points == null ? cut : cut == null ? points : points + " " + cut;
  }

  private static List<String> breaks(Map<List<String>, Map<Integer, VersionCheck>> tries) {
    List<VersionCheck> broken =
        tries.values().stream()
            .map(row -> row.values().stream().filter(check -> check.failure() != null).findFirst())
            .flatMap(Optional::stream)
            .toList();
    return Capped.lines(
        broken,
        MOST_BREAKS,
        check ->
            "%s, %s: %s %s"
                .formatted(
                    check.version(),
                    check.query(),
                    check.sqlState(),
                    check.message() == null ? "" : check.message()));
  }
}
