package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The report as Markdown for a pull request's comment or a job's summary: verdict first, at most
 * {@value #LONGEST} characters, because the hosts refuse longer comments altogether.
 */
public final class MarkdownReport implements ReportFormat {

  static final int LONGEST = 60_000;

  /** Room for the line that says what was left out, and for the end of the document. */
  private static final int RESERVE = 1_000;

  @Override
  public void write(Recording recording, Analysis analysis, Appendable out) throws IOException {
    Page page = Page.of(recording, analysis);
    StringBuilder document = new StringBuilder();
    document.append(head(page));
    String foot = foot(page);
    append(document, findings(page), "findings", foot);
    append(document, MarkdownSaferForm.of(page), "safer form", foot);
    append(document, lockQueue(page), "lock queue", foot);
    append(document, checklist(page), "checklist", foot);
    append(document, episodes(page), "episodes", foot);
    append(document, statements(page), "statements", foot);
    append(document, probes(page), "probes", foot);
    append(document, MarkdownWayBack.of(page), "way back", foot);
    append(document, MarkdownVersions.of(page), "application versions", foot);
    append(document, MarkdownTool.of(page), "printed", foot);
    append(document, monitoring(page), "queries", foot);
    append(document, limits(page), "limits", foot);
    out.append(document).append(foot);
  }

  /** Whole pieces only, so that no table or code block is left open. */
  private static void append(StringBuilder out, Section section, String what, String foot) {
    if (section.pieces.isEmpty()) {
      return;
    }
    int limit = LONGEST - RESERVE - foot.length() - section.close.length();
    if (out.length() + section.open.length() > limit) {
      out.append("\nNo room for the ").append(what).append("; the HTML report has them.\n");
      return;
    }
    out.append(section.open);
    int shown = 0;
    while (shown < section.pieces.size()
        && out.length() + section.pieces.get(shown).length() <= limit) {
      out.append(section.pieces.get(shown));
      shown++;
    }
    out.append(section.close);
    if (shown < section.pieces.size()) {
      out.append(
          "\nShowing %s of %s %s; the HTML report has all.\n"
              .formatted(shown, section.pieces.size(), what));
    }
  }

  /** Pieces that stay whole, and what stands before and after them. */
  record Section(String open, List<String> pieces, String close) {
    static final Section NONE = new Section("", List.of(), "");

    static Section folded(String summary, List<String> pieces) {
      return new Section(
          "\n<details><summary>%s</summary>\n\n".formatted(summary), pieces, "\n</details>\n");
    }
  }

  private static String head(Page page) {
    VerdictBand verdict = page.verdict();
    StringBuilder out = new StringBuilder();
    out.append("### ").append(verdict.word()).append(": ");
    out.append(Markdown.prose(verdict.sentence())).append("\n\n");
    out.append(Markdown.prose(verdict.subject())).append("  \n");
    out.append(Markdown.prose(verdict.data())).append("\n\n");
    out.append("| | measured | budget | |\n|---|---|---|---|\n");
    for (KeyFigure figure : verdict.figures()) {
      out.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  figure.label(),
                  Markdown.prose(figure.value()),
                  figure.budget() == null ? "" : figure.judgement().substring("budget ".length()),
                  Markdown.prose(figure.note())));
    }
    if (!verdict.missing().isEmpty()) {
      out.append("\n**What is missing**\n\n");
      verdict.missing().forEach(m -> out.append("- ").append(Markdown.prose(m)).append('\n'));
    }
    return out.toString();
  }

  private static Section findings(Page page) {
    List<String> pieces = new ArrayList<>();
    page.findings().forEach(group -> pieces.add(finding(group)));
    for (FindingRow finding : page.suppressed()) {
      StringBuilder out = new StringBuilder("- suppressed: ").append(finding.name());
      append(out, " in ", finding.statement());
      append(out, " on ", finding.relation());
      append(out, ": ", finding.answer(), "\n");
      pieces.add(out.toString());
    }
    return new Section("\n**Findings**\n\n", pieces, "");
  }

  private static String finding(FindingGroup group) {
    StringBuilder out = new StringBuilder("1. **").append(group.name()).append("** (");
    out.append(group.severity()).append(')');
    append(out, " in ", group.statement());
    append(out, " on ", group.relation());
    if (group.single()) {
      append(out, ": ", group.rows().get(0).evidence());
      out.append("  \n");
      group.effects().forEach(effect -> append(out, "   Effect: ", effect, "  \n"));
      group.remedies().forEach(remedy -> append(out, "   Instead: ", remedy, "\n"));
      return out.toString();
    }
    out.append('\n');
    group.rows().forEach(row -> append(out, "   - ", row.evidence(), "\n"));
    group.effects().forEach(effect -> append(out, "   - Effect: ", effect, "\n"));
    group.remedies().forEach(remedy -> append(out, "   - Instead: ", remedy, "\n"));
    return out.toString();
  }

  private static void append(StringBuilder out, String before, String text) {
    append(out, before, text, "");
  }

  private static void append(StringBuilder out, String before, String text, String after) {
    if (text != null) {
      out.append(before).append(Markdown.prose(text)).append(after);
    }
  }

  private static Section lockQueue(Page page) {
    if (page.lockQueue() == null) {
      return Section.NONE;
    }
    List<String> pieces = new ArrayList<>();
    for (LockQueue.Row row : page.lockQueue().rows()) {
      StringBuilder out = new StringBuilder("- ").append(row.statement()).append(", ");
      out.append(Markdown.prose(row.held())).append(": ").append(Markdown.prose(row.without()));
      append(out, "; with ", row.with());
      append(out, ": ", row.chance());
      append(out, ", longest stall ", row.stall());
      out.append(" (").append(row.judgement()).append(')');
      append(out, "; ", row.gap());
      pieces.add(out.append('\n').toString());
    }
    if (page.lockQueue().settings() != null) {
      pieces.add("\n" + Markdown.block("sql", page.lockQueue().settings()));
    }
    return Section.folded("Lock queue", pieces);
  }

  private static Section checklist(Page page) {
    List<String> pieces =
        page.checklist().stream()
            .map(
                item ->
                    "- [%s] %s: %s\n"
                        .formatted(
                            item.ticked() ? "x" : " ",
                            Markdown.prose(item.claim()),
                            Markdown.prose(item.evidence())))
            .toList();
    return new Section("\n**Checklist**, " + page.checklistSummary() + "\n\n", pieces, "");
  }

  private static Section monitoring(Page page) {
    List<String> pieces =
        page.monitoring().stream()
            .map(query -> query.title() + "\n\n" + Markdown.block("sql", query.sql()) + "\n")
            .toList();
    return Section.folded("Monitoring in production, as application migration", pieces);
  }

  private static Section episodes(Page page) {
    List<String> pieces = new ArrayList<>();
    for (EpisodeRow episode : page.episodes()) {
      StringBuilder out = new StringBuilder();
      out.append("**").append(episode.name()).append(":** ");
      out.append(Markdown.prose(episode.cause())).append(", ");
      out.append(Markdown.prose(episode.when())).append("\n\n");
      if (episode.root() != null) {
        waiters(episode.root(), "", out);
      }
      pieces.add(out.append('\n').toString());
    }
    return Section.folded(counted(pieces.size(), "blocking episode"), pieces);
  }

  private static void waiters(WaiterNode node, String indent, StringBuilder out) {
    out.append(indent).append("- ").append(Markdown.prose(node.text())).append('\n');
    node.behind().forEach(next -> waiters(next, indent + "  ", out));
    if (node.omitted() != null) {
      out.append(indent).append("  - ").append(node.omitted()).append('\n');
    }
  }

  private static Section statements(Page page) {
    List<String> pieces = new ArrayList<>();
    for (Statements.Row row : page.statements().rows()) {
      StringBuilder out = new StringBuilder("**").append(row.name()).append("** ");
      out.append(Markdown.prose(row.place()));
      append(out, " ", row.outcome());
      out.append("\n\n").append(Markdown.block("sql", row.detail().sql().text()));
      append(out, "\n", row.detail().sql().note(), "\n");
      append(out, "\n", row.detail().failure(), "\n");
      out.append("\n- time ").append(row.elapsed().text());
      if (page.statements().estimated()) {
        out.append("\n- estimated ").append(row.expected().time());
        append(out, ", ", row.expected().beside());
      }
      out.append("\n- strongest lock ").append(row.lockMode());
      append(out, " on ", row.lockRelation());
      out.append(", held ").append(row.held().text());
      out.append("\n- would block ").append(row.wouldBlock());
      out.append("; did block ").append(Markdown.prose(row.didBlock()));
      append(out, "\n- work: ", row.work().isEmpty() ? null : String.join("; ", row.work()));
      out.append("\n- rows ").append(row.rows()).append(", WAL ").append(row.wal());
      out.append(", size ").append(row.size()).append("\n\n");
      pieces.add(out.toString());
    }
    return Section.folded(counted(pieces.size(), "statement"), pieces);
  }

  private static Section probes(Page page) {
    List<String> pieces = new ArrayList<>();
    for (Probes.Row probe : page.probes().rows()) {
      pieces.add(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  Markdown.prose(probe.name()),
                  probe.due(),
                  probe.answered(),
                  probe.timedOut(),
                  probe.refused(),
                  probe.before().median(),
                  probe.during().median(),
                  probe.longest(),
                  probe.stall()));
    }
    return new Section(
        "\n<details><summary>%s</summary>\n\n".formatted(counted(pieces.size(), "probe"))
            + "| probe | due | answered | timed out | refused | median before | during | longest | stall |\n"
            + "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        pieces,
        "\n</details>\n");
  }

  private static Section limits(Page page) {
    return Section.folded(
        "Limits of the method",
        page.limits().stream().map(limit -> "- " + Markdown.prose(limit) + "\n").toList());
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String foot(Page page) {
    return "\n"
        + Markdown.code(Excerpt.line(page.conditions().command(), 500))
        + "  \n"
        + Markdown.prose(page.signature())
        + "\n";
  }
}
