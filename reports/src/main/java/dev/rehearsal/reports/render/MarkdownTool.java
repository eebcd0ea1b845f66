package dev.rehearsal.reports.render;

import dev.rehearsal.reports.render.MarkdownReport.Section;
import java.util.ArrayList;
import java.util.List;

/** What the user's own tool printed, in Markdown. */
final class MarkdownTool {

  private MarkdownTool() {}

  static Section of(Page page) {
    if (page.tool() == null) {
      return Section.NONE;
    }
    List<String> pieces = new ArrayList<>();
    for (ToolPanel.Printed printed : page.tool().printed()) {
      pieces.add(
          Markdown.prose(printed.takes())
              + "\n\n"
              + Markdown.block("text", printed.output().text().strip())
              + "\n");
    }
    return Section.folded("What the tool printed", pieces);
  }
}
