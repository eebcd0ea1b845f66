package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import java.util.List;
import java.util.Locale;

/**
 * The first screen: the answer and what it rests on.
 *
 * @param tone the class that gives its colour and border
 * @param icon the symbol that goes with the word
 * @param subject migration, server and takes in one line
 * @param data on which data it was measured
 * @param missing the evidence that is missing
 * @param top the most severe findings
 */
record VerdictBand(
    String word,
    String tone,
    String icon,
    String sentence,
    String subject,
    String data,
    List<KeyFigure> figures,
    List<String> missing,
    List<FindingGroup> top) {

  private static final int TOP = 3;

  static VerdictBand of(Recording recording, Analysis analysis, List<FindingGroup> findings) {
    Verdict verdict = analysis.verdict();
    String tone = verdict.name().toLowerCase(Locale.ROOT);
    return new VerdictBand(
        verdict.name(),
        tone,
        "icon-" + tone,
        sentence(analysis),
        subject(recording, analysis),
        "Measured on " + Basis.data(recording) + ".",
        KeyFigure.of(recording, analysis),
        analysis.missing().stream().map(Excerpt::sentence).toList(),
        findings.stream().filter(f -> !f.severity().equals("info")).limit(TOP).toList());
  }

  private static String subject(Recording recording, Analysis analysis) {
    return "%s · %s · %s · takes: %s"
        .formatted(
            Basis.migration(recording),
            Figures.count(analysis.statements().size(), "statement", "statements"),
            Basis.server(recording),
            Basis.takes(recording));
  }

  /** Without the verdict's word, which stands beside it. */
  private static String sentence(Analysis analysis) {
    String word = analysis.verdict().name() + ": ";
    String sentence = analysis.sentence();
    return Excerpt.sentence(
        sentence.startsWith(word) ? sentence.substring(word.length()) : sentence);
  }
}
