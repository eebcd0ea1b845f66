package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that the HTML report prints, in the order of its sections, each figure already a
 * string.
 *
 * @param findings those that count
 * @param suppressed those that a comment in the migration answers for
 * @param timeline null if there is nothing to draw
 * @param saferForm null if none was derived
 * @param lockQueue null if nothing was drilled
 * @param next what to do, for the first screen
 * @param wayBack null if no way back was rehearsed and nothing was cut short
 * @param versions null if no application version was tried
 * @param tool null if this program performed the migration itself
 */
record Page(
    String title,
    VerdictBand verdict,
    List<FindingGroup> findings,
    String findingsNote,
    List<FindingRow> suppressed,
    SaferForm saferForm,
    LockQueue lockQueue,
    List<ChecklistRow> checklist,
    List<NextStep> next,
    Timeline timeline,
    Statements statements,
    List<EpisodeRow> episodes,
    String episodesNote,
    Probes probes,
    BackAndForth wayBack,
    VersionMatrix versions,
    ToolPanel tool,
    List<Monitoring.Query> monitoring,
    Conditions conditions,
    List<String> limits,
    String signature) {

  private static final int OPEN_FINDINGS = 12;

  static Page of(Recording recording, Analysis analysis) {
    List<FindingRow> all = FindingRow.of(analysis.findings());
    List<FindingGroup> findings =
        FindingGroup.of(all.stream().filter(row -> row.answer() == null).toList());
    VerdictBand band = VerdictBand.of(recording, analysis, findings);
    BackAndForth wayBack = BackAndForth.of(recording).orElse(null);
    VersionMatrix versions = VersionMatrix.of(recording).orElse(null);
    SaferForm saferForm = SaferForm.of(recording, analysis).orElse(null);
    LockQueue lockQueue = LockQueue.of(analysis).orElse(null);
    List<ChecklistRow> checklist =
        ChecklistRow.of(analysis, sections(wayBack, versions, lockQueue));
    return new Page(
        band.word() + " · " + Basis.migration(recording) + " · migration rehearsal",
        band,
        findings,
        FindingRow.note(analysis.findings()),
        all.stream().filter(row -> row.answer() != null).toList(),
        saferForm,
        lockQueue,
        checklist,
        NextStep.of(analysis, checklist),
        Timeline.of(recording, analysis).orElse(null),
        Statements.of(recording, analysis),
        EpisodeRow.of(recording, analysis),
        EpisodeRow.note(analysis),
        Probes.of(recording, analysis),
        wayBack,
        versions,
        ToolPanel.of(recording).orElse(null),
        Monitoring.of(recording),
        Conditions.of(recording, analysis),
        Limits.of(recording, analysis),
        signature(recording, analysis));
  }

  /** What the sections are called that this page has, as far as the checklist names them. */
  private static Set<String> sections(
      BackAndForth wayBack, VersionMatrix versions, LockQueue lockQueue) {
    Set<String> ids =
        new HashSet<>(
            Set.of("findings", "statements", "blocking", "probes", "dataset", "monitoring"));
    if (wayBack != null) {
      ids.add("way-back");
    }
    if (versions != null) {
      ids.add("versions");
    }
    if (lockQueue != null) {
      ids.add("lock-queue");
    }
    return ids;
  }

  /** How much of the checklist the recording shows. */
  public String checklistSummary() {
    return ChecklistRow.summary(checklist);
  }

  /** The findings that stand open on the page. */
  public List<FindingGroup> firstFindings() {
    return findings.subList(0, Math.min(OPEN_FINDINGS, findings.size()));
  }

  /** The findings that are folded away below them. */
  public List<FindingGroup> moreFindings() {
    return findings.subList(firstFindings().size(), findings.size());
  }

  /** How many findings are folded away, such as {@code 5 more findings}. */
  public String moreFindingsCount() {
    int more = moreFindings().stream().mapToInt(group -> group.rows().size()).sum();
    return Figures.count(more, "more finding", "more findings");
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
