package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import java.util.List;

/**
 * Everything that the HTML report prints, in the order of its sections, each figure already a
 * string.
 *
 * @param timeline null if there is nothing to draw
 */
record Page(
    String title,
    VerdictBand verdict,
    List<FindingRow> findings,
    String findingsNote,
    Timeline timeline,
    Statements statements,
    List<EpisodeRow> episodes,
    String episodesNote,
    Probes probes,
    Conditions conditions,
    List<String> limits,
    String signature) {

  private static final int OPEN_FINDINGS = 12;

  static Page of(Recording recording, Analysis analysis) {
    List<FindingRow> findings = FindingRow.of(analysis.findings());
    VerdictBand band = VerdictBand.of(recording, analysis, findings);
    return new Page(
        band.word() + " · " + Basis.migration(recording) + " · migration rehearsal",
        band,
        findings,
        FindingRow.note(analysis.findings()),
        Timeline.of(recording, analysis).orElse(null),
        Statements.of(recording, analysis),
        EpisodeRow.of(recording, analysis),
        EpisodeRow.note(analysis),
        Probes.of(recording, analysis),
        Conditions.of(recording, analysis),
        Limits.of(recording, analysis),
        signature(recording, analysis));
  }

  /** The findings that stand open on the page. */
  public List<FindingRow> firstFindings() {
    return findings.subList(0, Math.min(OPEN_FINDINGS, findings.size()));
  }

  /** The findings that are folded away below them. */
  public List<FindingRow> moreFindings() {
    return findings.subList(firstFindings().size(), findings.size());
  }

  private static String signature(Recording recording, Analysis analysis) {
    return "%s %s · recorded %s · recording %s"
        .formatted(
            Excerpt.line(recording.tool().name()),
            Excerpt.line(recording.tool().version()),
            recording.startedAt(),
            Excerpt.line(analysis.recordingSha256()));
  }
}
