package dev.rehearsal.reports.render;

import dev.rehearsal.reports.render.MarkdownReport.Section;
import java.util.ArrayList;
import java.util.List;

/** The way back and the cut migration, in Markdown. */
final class MarkdownWayBack {
  private MarkdownWayBack() {}

  static Section of(Page page) {
    BackAndForth back = page.wayBack();
    if (back == null) {
      return Section.NONE;
    }
    List<String> pieces = new ArrayList<>();
    if (back.outcome() != null) {
      pieces.add(Markdown.prose(back.outcome()) + "\n\n");
    }
    back.differs().forEach(line -> pieces.add("- " + Markdown.prose(line) + "\n"));
    back.cuts().forEach(cut -> pieces.add(cut(cut)));
    return Section.folded("Way back", pieces);
  }

  private static String cut(BackAndForth.CutRow cut) {
    String left = cut.left().isEmpty() ? "nothing" : String.join("; ", cut.left());
    return "- %s, %s after %s: left %s; run again it %s\n"
        .formatted(
            cut.statement(),
            Markdown.prose(cut.means()),
            Markdown.prose(cut.after()),
            Markdown.prose(left),
            Markdown.prose(cut.again()));
  }
}
