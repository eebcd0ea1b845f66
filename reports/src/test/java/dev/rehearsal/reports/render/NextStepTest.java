package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.SampleRecordings;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextStepTest {

  @Test
  void aRewriteThatEndsElsewhereIsNotRecommended() {
    assertThat(links(ending(List.of("an index is missing")))).doesNotContain("Safer form");
    assertThat(links(ending(null))).doesNotContain("Safer form");
    assertThat(links(ending(List.of()))).startsWith("Safer form");
  }

  @Test
  void theLastStepIsAlwaysTheChecklist() {
    assertThat(SampleRecordings.all().values())
        .allSatisfy(sample -> assertThat(links(sample)).endsWith("Checklist"));
  }

  private static List<String> links(Recording recording) {
    return Page.of(recording, Analysis.of(recording, "00")).next().stream()
        .map(NextStep::link)
        .toList();
  }

  private static Recording ending(List<String> differences) {
    Recording complete = SampleRecordings.complete();
    Rewrite rewrite = complete.rewrite();
    return new Recording(
        complete.format(),
        complete.tool(),
        complete.startedAt(),
        complete.seed(),
        complete.aborted(),
        complete.request(),
        complete.server(),
        complete.machine(),
        complete.instrument(),
        complete.dataset(),
        complete.migration(),
        complete.takes(),
        new Rewrite(
            rewrite.steps(),
            rewrite.unchanged(),
            rewrite.deploys(),
            rewrite.lost(),
            differences,
            rewrite.takes()));
  }
}
