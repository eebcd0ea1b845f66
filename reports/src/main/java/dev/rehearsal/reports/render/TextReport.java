package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict and its evidence in about ten lines for a terminal, at most {@value #WIDTH} columns
 * wide. Foreign text cannot move the cursor or change colours.
 */
public final class TextReport implements ReportFormat {

  static final int WIDTH = 100;

  private static final int INDENT = 14;
  private static final int MOST_FINDINGS = 3;

  private final boolean colour;

  /** Without colours. */
  public TextReport() {
    this(false);
  }

  /**
   * @param colour whether to colour the verdict with ANSI escape sequences
   */
  public TextReport(boolean colour) {
    this.colour = colour;
  }

  @Override
  public void write(Recording recording, Analysis analysis, Appendable out) throws IOException {
    Page page = Page.of(recording, analysis);
    VerdictBand verdict = page.verdict();
    String word = padded(verdict.word());
    String headline = folded(word + verdict.sentence());
    out.append(painted(headline, verdict)).append('\n');
    for (Line line : lines(recording, page)) {
      out.append(folded(padded("  " + line.name) + line.text)).append('\n');
    }
  }

  private record Line(String name, String text) {}

  private static List<Line> lines(Recording recording, Page page) {
    List<Line> lines = new ArrayList<>();
    VerdictBand verdict = page.verdict();
    lines.add(new Line("migration", migration(recording, page)));
    lines.add(new Line("data", Basis.data(recording)));
    String[] names = {"stall", "time", "lock", "probes", null, "WAL"};
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        lines.add(new Line(names[i], text(verdict.figures().get(i))));
      }
    }
    verdict.missing().forEach(sentence -> lines.add(new Line("missing", sentence)));
    addFindings(page, lines);
    lines.add(new Line("checklist", page.checklistSummary() + "; the HTML report has all"));
    return lines;
  }

  private static String migration(Recording recording, Page page) {
    return "%s, %s, on %s"
        .formatted(
            Basis.migration(recording),
            Figures.count(page.statements().rows().size(), "statement", "statements"),
            Basis.server(recording));
  }

  private static void addFindings(Page page, List<Line> lines) {
    List<FindingGroup> findings = page.findings();
    if (findings.isEmpty()) {
      lines.add(new Line("findings", "none"));
    }
    for (FindingGroup finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
      String where = finding.statement() == null ? "" : " in " + finding.statement();
      lines.add(new Line(finding.severity(), finding.name() + where + ": " + finding.gist()));
    }
    if (findings.size() > MOST_FINDINGS) {
      lines.add(
          new Line(
              "findings",
              "showing %s of %s kinds; the HTML report has all"
                  .formatted(MOST_FINDINGS, findings.size())));
    }
    if (!page.suppressed().isEmpty()) {
      lines.add(new Line("suppressed", page.suppressed().size() + ", not counted"));
    }
    findings.stream()
        .filter(finding -> !finding.severity().equals("info"))
        .flatMap(finding -> finding.rows().stream())
        .filter(finding -> finding.remedy() != null)
        .findFirst()
        .ifPresent(finding -> lines.add(new Line("instead", finding.remedy())));
  }

  private static String text(KeyFigure figure) {
    String judgement = figure.judgement();
    return figure.value()
        + (judgement.isEmpty() ? "" : " (" + judgement + ")")
        + "; "
        + figure.note();
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(1, INDENT - name.length()));
  }

  /** Broken at spaces, further lines under the text of the first. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder();
    String rest = text.replace('\n', ' ').replace('\t', ' ');
    String indent = "";
    while (indent.length() + rest.length() > WIDTH) {
      int room = WIDTH - indent.length();
      int space = rest.lastIndexOf(' ', room);
      int end = space > INDENT ? space : room;
      out.append(indent).append(rest, 0, end).append('\n');
      rest = rest.substring(end).strip();
      indent = " ".repeat(INDENT);
    }
    return out.append(indent).append(rest).toString();
  }

  private String painted(String headline, VerdictBand verdict) {
    if (!colour) {
      return headline;
    }
    int code =
        switch (verdict.tone()) {
          case "pass" -> 32;
          case "warn" -> 33;
          case "fail" -> 31;
          default -> 35;
        };
    String word = verdict.word();
    return "\u001b[1;" + code + "m" + word + "\u001b[0m" + headline.substring(word.length());
  }
}
