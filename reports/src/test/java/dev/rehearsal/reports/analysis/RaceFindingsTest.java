package dev.rehearsal.reports.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Race;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.ToolRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceFindingsTest {

  private static List<Finding> findings(Race race) {
    Recording passing = SampleRecordings.passing();
    List<Take> takes = new ArrayList<>(passing.takes());
    takes.add(Take.of(1, null, race));
    return Analysis.of(passing.withTakes(takes), "").findings().stream()
        .filter(finding -> finding.name().equals("no-runner-lock"))
        .toList();
  }

  private static Race.Runner runner(List<Integer> applied, String failure) {
    return new Race.Runner(new ToolRun(failure == null ? 0 : 1, "", List.of()), applied, failure);
  }

  @Test
  void twoOfWhichOneFindsNothingToDoAreNoFinding() {
    assertThat(findings(new Race(List.of(runner(List.of(1), null), runner(List.of(), null)))))
        .isEmpty();
  }

  @Test
  void whatBothCommittedIsAnError() {
    assertThat(findings(new Race(List.of(runner(List.of(1), null), runner(List.of(1), null)))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.evidence()).contains("both ran and committed statement 1");
            });
  }

  @Test
  void oneThatFailsIsAWarningThatSaysWhy() {
    assertThat(
            findings(
                new Race(
                    List.of(runner(List.of(1), null), runner(List.of(), "42P07 already exists")))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARN);
              assertThat(finding.evidence()).contains("one failed: 42P07 already exists");
            });
  }
}
