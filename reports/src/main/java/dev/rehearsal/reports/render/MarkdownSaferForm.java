package dev.rehearsal.reports.render;

import dev.rehearsal.reports.render.MarkdownReport.Section;
import java.util.ArrayList;
import java.util.List;

/** The safer form beside the original, in Markdown. */
final class MarkdownSaferForm {
  private MarkdownSaferForm() {}

  static Section of(Page page) {
    SaferForm form = page.saferForm();
    if (form == null) {
      return Section.NONE;
    }
    List<String> pieces = new ArrayList<>();
    pieces.add(figures(form));
    pieces.add("\n" + Markdown.prose(form.end()) + "\n\n");
    form.differences().forEach(line -> pieces.add("- " + Markdown.prose(line) + "\n"));
    form.lost().forEach(line -> pieces.add("- lost: " + Markdown.prose(line) + "\n"));
    for (SaferForm.Unchanged line : form.unchanged()) {
      pieces.add(
          "- no safer form of %s: %s\n".formatted(line.statement(), Markdown.prose(line.why())));
    }
    if (form.masked() && !form.deploys().isEmpty()) {
      pieces.add(
          "\nLiterals are masked here; the files in rewrite/ beside the recording have them.\n");
    }
    for (SaferForm.Deploy deploy : form.deploys()) {
      pieces.add(
          "\n%s\n\n%s".formatted(deploy.title(), Markdown.block("sql", deploy.sql().text())));
    }
    return Section.folded("Safer form: " + Markdown.prose(form.judgement()), pieces);
  }

  private static String figures(SaferForm form) {
    StringBuilder table = new StringBuilder();
    if (!form.figures().isEmpty()) {
      table.append("| | original | safer form |\n|---|---|---|\n");
    }
    for (SaferForm.Figure figure : form.figures()) {
      table.append(
          "| %s | %s | %s |\n"
              .formatted(
                  figure.name(),
                  Markdown.prose(figure.original()),
                  Markdown.prose(figure.safer())));
    }
    return table.toString();
  }
}
