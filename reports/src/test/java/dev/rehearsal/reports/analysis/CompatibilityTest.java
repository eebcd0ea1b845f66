package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.StepsBuilder.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.analysis.Compatibility.Deployed;
import dev.rehearsal.reports.analysis.Compatibility.Moment;
import dev.rehearsal.reports.analysis.Compatibility.State;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.StepsBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

  /** Three statements; the last one is a script of its own. */
  private static List<StatementBuilder> statements() {
    return List.of(
        statement(1, "ALTER TABLE t ADD COLUMN b int"),
        statement(2, "UPDATE t SET b = a"),
        statement(3, "ALTER TABLE t DROP COLUMN a").at("migrations/V43.sql", 1));
  }

  static Take stepsTake(List<StatementBuilder> statements, Steps steps) {
    double[] millis = statements.stream().mapToDouble(each -> 1).toArray();
    Take plain = SampleRecordings.take(TakeBuilder.timing(1), statements, millis).build();
    return new Take(
        TakeKind.STEPS,
        1,
        null,
        List.of(),
        plain.statements(),
        plain.transactions(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        steps);
  }

  private static Analysis analysis(StepsBuilder steps) {
    return Analysis.of(
        SampleRecordings.recording(
            "50ms",
            List.of(
                SampleRecordings.take(TakeBuilder.facts(), statements(), 1, 1, 1).build(),
                stepsTake(statements(), steps.build()))),
        "00");
  }

  private static List<Finding> findings(Analysis analysis) {
    return analysis.findings().stream()
        .filter(finding -> finding.name().equals(FindingKind.BREAKS_APPLICATION.id()))
        .toList();
  }

  private static StepsBuilder two() {
    return steps().version("v1").version("v2").checkedAfter(0, 1, 2, 3);
  }

  @Test
  void saysNothingOfAVersionThatWorksThroughout() {
    Analysis analysis = analysis(steps().version("v1").checkedAfter(0, 1, 2, 3));

    assertThat(findings(analysis)).isEmpty();
    assertThat(analysis.compatibility().versions().get(0).worksThroughout()).isTrue();
    assertThat(analysis.compatibility().rollout()).containsExactly(new Deployed("v1", 0, 3));
  }

  @Test
  void isAnErrorWhereNoVersionWorksOnBothSides() {
    Analysis analysis =
        analysis(
            two()
                .fails("v1", 3, "42703")
                .fails("v2", 0, "42703")
                .fails("v2", 1, "42703")
                .fails("v2", 2, "42703"));

    assertThat(findings(analysis)).hasSize(1);
    Finding finding = findings(analysis).get(0);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).isEqualTo(3);
    assertThat(finding.evidence()).contains("v1", "42703").doesNotContain("v2");
    assertThat(analysis.compatibility().rollout()).isEmpty();
  }

  @Test
  void isInformationWhereOneVersionCanReplaceTheOther() {
    Analysis analysis = analysis(two().fails("v1", 3, "42703").fails("v2", 0, "42703"));

    assertThat(findings(analysis)).extracting(Finding::severity).containsExactly(Severity.INFO);
    assertThat(findings(analysis).get(0).remedy())
        .contains("v1 before the migration; v2 after statement 1")
        .contains("before statement 3");
    assertThat(analysis.compatibility().rollout())
        .containsExactly(new Deployed("v1", 0, 2), new Deployed("v2", 1, 3));
  }

  @Test
  void isAWarningWhereTheDeployWouldSplitAScript() {
    Analysis analysis =
        analysis(two().fails("v1", 2, "42703").fails("v1", 3, "42703").fails("v2", 0, "42703"));

    assertThat(findings(analysis)).extracting(Finding::severity).containsExactly(Severity.WARN);
  }

  @Test
  void isAWarningWherePreparedStatementsFailOnce() {
    Analysis analysis =
        analysis(steps().version("v1").checkedAfter(0, 1, 2, 3).failsOnce("v1", 1, "0A000"));

    assertThat(findings(analysis)).extracting(Finding::severity).containsExactly(Severity.WARN);
    assertThat(states(analysis))
        .containsExactly(State.WORKS, State.STALE, State.WORKS, State.WORKS);
  }

  @Test
  void onlyWarnsOfWhatWasDerivedAndOnlyOfWhatWorkedBefore() {
    Analysis worse = analysis(steps().derived().checkedAfter(0, 3).fails("derived", 3, "23502"));
    Analysis same =
        analysis(
            steps()
                .derived()
                .checkedAfter(0, 3)
                .fails("derived", 0, "23514")
                .fails("derived", 3, "23514"));

    assertThat(findings(worse)).extracting(Finding::severity).containsExactly(Severity.WARN);
    assertThat(states(worse))
        .containsExactly(State.WORKS, State.UNTRIED, State.UNTRIED, State.BREAKS);
    assertThat(findings(same)).isEmpty();
    assertThat(worse.missing()).noneMatch(gap -> gap.contains("version"));
  }

  @Test
  void aVersionThatNeverWorksIsMissingEvidence() {
    Analysis analysis =
        analysis(
            steps()
                .version("v1")
                .checkedAfter(0, 3)
                .fails("v1", 0, "42P01")
                .fails("v1", 3, "42P01"));

    assertThat(findings(analysis)).isEmpty();
    assertThat(analysis.missing())
        .anyMatch(gap -> gap.contains("v1 works at no point") && gap.contains("42P01"))
        .anyMatch(gap -> gap.contains("no application version works before the migration"));
  }

  private static List<State> states(Analysis analysis) {
    return analysis.compatibility().versions().get(0).moments().stream()
        .map(Moment::state)
        .toList();
  }
}
