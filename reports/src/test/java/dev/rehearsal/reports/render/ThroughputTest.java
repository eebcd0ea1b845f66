package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import org.junit.jupiter.api.Test;

class ThroughputTest {

  @Test
  void findsTheWorstSecondOfAProbeThatWasStalled() {
    Take take = SampleRecordings.convoy().takes(TakeKind.TRAFFIC).get(0);
    Throughput stalled = Throughput.of(take, take.probes().get(1)).orElseThrow();
    assertThat(stalled.usual()).isEqualTo(20);
    assertThat(stalled.lowest()).isLessThan(3);
    assertThat(stalled.text()).startsWith("20.0/s → ");
  }

  @Test
  void aProbeThatNobodyHeldUpKeepsItsRate() {
    Take take = SampleRecordings.empty().takes(TakeKind.TRAFFIC).get(0);
    Throughput free = Throughput.of(take, take.probes().get(0)).orElseThrow();
    assertThat(free.lowest()).isEqualTo(free.usual());
  }
}
