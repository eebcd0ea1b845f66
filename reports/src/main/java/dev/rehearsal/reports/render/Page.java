package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import java.util.List;

/**
 * Everything that the HTML report prints, in the order of its sections, each figure already a
 * string.
 *
 * @param timeline null if no take ran a statement
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

  private static String signature(Recording recording, Analysis analysis) {
    return "%s %s · recorded %s · recording %s"
        .formatted(
            Excerpt.line(recording.tool().name()),
            Excerpt.line(recording.tool().version()),
            recording.startedAt(),
            Excerpt.line(analysis.recordingSha256()));
  }
}
