package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.StepsBuilder.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.StepsBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatesTest {

  private static final String ORDERS = "public.orders";

  private static Analysis analysis(StepsBuilder steps, double millis) {
    List<StatementBuilder> update =
        List.of(statement(1, "UPDATE t SET a = 1").tag("UPDATE").modifies(ORDERS, 0, 20_000, 0));
    Recording recording =
        SampleRecordings.recording(
            "50ms",
            List.of(
                SampleRecordings.take(TakeBuilder.facts(), update, millis).build(),
                SampleRecordings.take(TakeBuilder.timing(1), update, millis).build(),
                CompatibilityTest.stepsTake(update, steps.build())));
    return Analysis.of(recording, "00");
  }

  private static Estimate estimate(StepsBuilder steps, double millis) {
    return analysis(steps, millis).statements().get(0).estimate();
  }

  private static boolean off(StepsBuilder steps, double millis) {
    return analysis(steps, millis).findings().stream()
        .anyMatch(finding -> finding.name().equals(FindingKind.ESTIMATE_OFF.id()));
  }

  @Test
  void setsCostAsTimeBesideTheMeasuredOne() {
    Estimate estimate =
        estimate(
            steps()
                .estimate(1, "rows updated", 1_000, 10_000)
                .calibrated("rows updated", 5_000, 10_000),
            210);

    assertThat(estimate.exact()).isTrue();
    assertThat(estimate.nanos()).isEqualTo(105_000_000);
    assertThat(estimate.timeRatio()).isEqualTo(2);
    assertThat(estimate.actualRows()).isEqualTo(20_000);
    assertThat(estimate.rowsRatio()).isEqualTo(2);
  }

  @Test
  void addsUpWhatAStatementDoesAndCountsATableOnce() {
    Estimate estimate =
        estimate(
            steps()
                .estimate(1, "rewrite", ORDERS, 1_000, 900, 1_000)
                .estimate(1, "index sort on text", ORDERS, 2_000, 900, 1_000)
                .calibrated("rewrite", 10_000, 0)
                .calibrated("index sort on text", 5_000, 0),
            20);

    assertThat(estimate.exact()).isFalse();
    assertThat(estimate.cost()).isEqualTo(3_000);
    assertThat(estimate.rows()).isEqualTo(900);
    assertThat(estimate.actualRows()).isEqualTo(1_000);
    assertThat(estimate.nanos()).isEqualTo(20_000_000);
  }

  @Test
  void saysNoTimeWhereOnePartWasNotCalibrated() {
    Estimate estimate = estimate(steps().estimate(1, "query", 1_000, 10), 20);

    assertThat(estimate.nanos()).isNull();
    assertThat(estimate.timeRatio()).isNull();
    assertThat(estimate.cost()).isEqualTo(1_000);
  }

  @Test
  void saysWhyThereIsNone() {
    assertThat(estimate(steps().none(1, "no plan"), 20).why()).isEqualTo("no plan");
    assertThat(estimate(steps(), 20).why()).contains("did not come to it");
  }

  @Test
  void flagsAFactorOfTenThatMatters() {
    assertThat(off(steps().estimate(1, "query", 1, 2_000), 20)).isTrue();
    assertThat(off(steps().estimate(1, "query", 1, 2_100), 20)).isFalse();
    StepsBuilder late = steps().estimate(1, "query", 10, 20_000).calibrated("query", 1_000_000, 0);
    assertThat(off(late, 101)).isTrue();
    assertThat(off(late, 99)).isFalse();
  }
}
