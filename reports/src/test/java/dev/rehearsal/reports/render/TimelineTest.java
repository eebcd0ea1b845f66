package dev.rehearsal.reports.render;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void aShortReplayIsDrawnEnlargedAndInPlace() {
    Timeline timeline = timeline(SampleRecordings.passing());
    assertThat(timeline.panels())
        .extracting(Panel::id)
        .containsExactly("timeline-replay", "timeline-take");
    assertThat(timeline.panels().get(1).window()).isNotNull();
    Mark.Drawn validate = row(timeline.panels().get(0), "statements").marks().get(1);
    assertThat(Double.parseDouble(validate.width()))
        .isGreaterThan((TimeAxis.RIGHT - TimeAxis.LEFT) / 3.0);
  }

  @Test
  void aLongReplayIsDrawnOnce() {
    assertThat(timeline(SampleRecordings.big()).panels()).hasSize(1);
  }

  @Test
  void anEmptyMigrationStillShowsItsProbes() {
    Panel panel = timeline(SampleRecordings.empty()).panels().get(0);
    assertThat(row(panel, "orders read").marks()).isNotEmpty();
    assertThat(panel.rows()).extracting(Panel.Row::label).doesNotContain("statements");
  }

  @Test
  void withoutTrafficATimingTakeIsDrawn() {
    assertThat(timeline(SampleRecordings.aborted()).intro()).startsWith("Timing take 1");
  }

  @Test
  void aLockIsHeldToTheEndOfItsTransaction() {
    StatementBuilder add =
        statement(1, "ALTER TABLE orders ADD COLUMN a int")
            .transaction(1)
            .locks("public.orders", ACCESS_EXCLUSIVE);
    StatementBuilder slow = statement(2, "SELECT pg_sleep(0.5)").transaction(1);
    assertThat(holds(add, slow))
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.labels()).contains("AX");
              assertThat(hold.toNanos() - hold.fromNanos()).isGreaterThan(500_000_000);
            });
  }

  @Test
  void timeSpentWaitingForALockIsNotTimeHoldingIt() {
    Timeline timeline = timeline(SampleRecordings.convoy());
    assertThat(timeline.spans())
        .filteredOn(span -> span.lane().equals("public.orders"))
        .singleElement()
        .satisfies(span -> assertThat(span.length()).isEqualTo("1.05 ms"))
        .satisfies(span -> assertThat(span.what()).contains("after it had waited for it"));
    assertThat(timeline.spans())
        .filteredOn(span -> span.lane().equals("waits for a lock"))
        .singleElement()
        .satisfies(span -> assertThat(span.length()).startsWith("1.8"));
  }

  @Test
  void aSampledLockSaysSo() {
    StatementBuilder concurrently =
        statement(1, "CREATE INDEX CONCURRENTLY i ON orders (a)")
            .sampledLock("public.orders", SHARE_UPDATE_EXCLUSIVE, 10_000_000);
    assertThat(holds(concurrently, statement(2, "SELECT 1")))
        .singleElement()
        .satisfies(hold -> assertThat(hold.css()).isEqualTo("lock m-SUX sampled"))
        .satisfies(hold -> assertThat(hold.title()).endsWith("at most (sampled)"));
  }

  @Test
  void aProbeThatWaitedBehindALockIsMarkedAsStalled() {
    Panel panel = timeline(SampleRecordings.failing()).panels().get(0);
    assertThat(row(panel, "orders write").marks())
        .anySatisfy(
            mark -> {
              assertThat(mark.css()).isEqualTo(Heat.BLOCKED.css());
              assertThat(mark.title()).contains("longest 903 ms");
            });
  }

  private static List<Mark> holds(StatementBuilder first, StatementBuilder second) {
    List<StatementBuilder> all = List.of(first, second);
    Recording recording =
        SampleRecordings.recording(
            "1s",
            List.of(
                SampleRecordings.take(TakeBuilder.facts(), all, 1, 500).build(),
                SampleRecordings.take(TakeBuilder.timing(1), all, 1, 500).build()));
    Analysis analysis = Analysis.of(recording, "00");
    return LockLanes.of(recording.takes().get(1), analysis.statements()).stream()
        .flatMap(lane -> lane.marks().stream())
        .toList();
  }

  private static Timeline timeline(Recording recording) {
    return Timeline.of(recording, Analysis.of(recording, "00")).orElseThrow();
  }

  private static Panel.Row row(Panel panel, String label) {
    return panel.rows().stream().filter(row -> row.label().equals(label)).findFirst().orElseThrow();
  }
}
