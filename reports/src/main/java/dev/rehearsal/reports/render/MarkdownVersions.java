package dev.rehearsal.reports.render;

import dev.rehearsal.reports.render.MarkdownReport.Section;
import java.util.List;
import java.util.stream.Collectors;

/** Which application version works when, as a Markdown table. */
final class MarkdownVersions {
  private MarkdownVersions() {}

  static Section of(Page page) {
    VersionMatrix matrix = page.versions();
    if (matrix == null) {
      return Section.NONE;
    }
    List<String> rows = matrix.rows().stream().map(MarkdownVersions::row).toList();
    Section table = Section.folded("Application versions", rows);
    String head =
        "| version | statement | %s |\n|---|---|%s\n"
            .formatted(String.join(" | ", matrix.points()), "---|".repeat(matrix.points().size()));
    return new Section(table.open() + head, rows, table.close());
  }

  private static String row(VersionMatrix.Row row) {
    String cells =
        row.cells().stream()
            .map(cell -> Markdown.prose(cell.text()))
            .collect(Collectors.joining(" | "));
    return "| %s | %s | %s |\n"
        .formatted(Markdown.prose(row.version()), Markdown.prose(row.query()), cells);
  }
}
