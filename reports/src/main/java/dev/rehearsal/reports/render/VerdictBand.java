package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.recording.Recording;
import java.util.ArrayList;
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
    List<FindingRow> top) {

  private static final int TOP = 3;

  static VerdictBand of(Recording recording, Analysis analysis, List<FindingRow> findings) {
    Verdict verdict = analysis.verdict();
    String tone = verdict.name().toLowerCase(Locale.ROOT);
    return new VerdictBand(
        verdict.name(),
        tone,
        "icon-" + tone,
        Excerpt.brief(analysis.sentence()),
        subject(recording, analysis),
        Basis.data(recording),
        KeyFigure.of(recording, analysis),
        missing(recording, analysis),
        findings.stream().filter(f -> !f.severity().equals("info")).limit(TOP).toList());
  }

  private static String subject(Recording recording, Analysis analysis) {
    int statements = analysis.statements().size();
    return "%s · %s · %s · takes: %s"
        .formatted(
            Basis.migration(recording),
            statements == 1 ? "1 statement" : statements + " statements",
            Basis.server(recording),
            Basis.takes(recording));
  }

  /** What is missing; first of all that the rehearsal was broken off. */
  static List<String> missing(Recording recording, Analysis analysis) {
    List<String> missing = new ArrayList<>();
    if (recording.aborted() != null) {
      missing.add("The rehearsal ended early: " + Excerpt.brief(recording.aborted()));
    }
    analysis.missing().forEach(sentence -> missing.add(Excerpt.brief(sentence)));
    return missing;
  }
}
