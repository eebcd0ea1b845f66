package dev.rehearsal.harness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.ProbeRun.Late;
import dev.rehearsal.reports.recording.Take.Phase;
import dev.rehearsal.reports.recording.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeTallyTest {

  private static final long MS = 1_000_000;
  private static final Probe PROBE =
      new Probe(
          "orders read",
          Probe.Kind.READ,
          "public.orders",
          "SELECT 1",
          "SELECT 1",
          Duration.ofMillis(50),
          List.of(List.of()));
  private static final List<Phase> PHASES =
      List.of(
          new Phase("settle", 0, 100 * MS),
          new Phase("baseline", 100 * MS, 300 * MS),
          new Phase("replay", 300 * MS, 500 * MS),
          new Phase("drain", 500 * MS, 600 * MS));

  private static Outcome answered(long dueMs, long waitedMs) {
    return new Outcome(dueMs * MS, (dueMs + waitedMs) * MS, false, null);
  }

  private static ProbeRun tally(List<Outcome> outcomes, Wait... waits) {
    return new ProbeTally(PROBE, 1000 * MS, PHASES, outcomes).run(List.of(waits));
  }

  @Test
  void leavesTheSettlePhaseOut() {
    ProbeRun run = tally(List.of(answered(0, 1), answered(50, 1), answered(100, 1)));

    assertThat(run.due()).isEqualTo(1);
    assertThat(run.phases()).extracting(ProbeRun.PhaseCount::phase).doesNotContain("settle");
  }

  @Test
  void everyFiringIsAnsweredTimedOutOrRefused() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Outcome> outcomes = new ArrayList<>();
      for (long due = 0; due < 600; due += 1 + random.nextInt(40)) {
        long ended = due + random.nextInt(300);
        int fate = random.nextInt(10);
        outcomes.add(new Outcome(due * MS, ended * MS, fate == 0, fate == 1 ? "42P01" : null));
      }

      ProbeRun run = tally(outcomes);

      assertThat(run.answered() + run.timedOut() + run.refused()).isEqualTo(run.due());
      assertThat(run.errors().values().stream().mapToLong(n -> n).sum()).isEqualTo(run.refused());
      assertThat(run.phases().stream().mapToLong(ProbeRun.PhaseCount::due).sum())
          .isEqualTo(run.due());
      assertThat(run.phases())
          .allMatch(phase -> phase.answered() + phase.timedOut() + phase.refused() == phase.due())
          .allMatch(phase -> phase.straddled() >= 0 && phase.straddled() <= phase.answered());
      assertThat(run.series().stream().mapToLong(ProbeRun.Bucket::due).sum()).isEqualTo(run.due());
    }
  }

  @Test
  void aFiringAnsweredInALaterPhaseStraddles() {
    ProbeRun run = tally(List.of(answered(250, 10), answered(290, 30)));

    assertThat(run.phases().get(0).answered()).isEqualTo(2);
    assertThat(run.phases().get(0).straddled()).isEqualTo(1);
  }

  @Test
  void listsOnlyFiringsThatALockWaitOfTheProbesOwnSessionMayHaveDelayed() {
    Wait own =
        new Wait(PROBE.session(), "relation", "public.orders", null, 310 * MS, 400 * MS, List.of());
    Wait other = new Wait("else", "relation", "public.orders", null, 100 * MS, 200 * MS, List.of());

    ProbeRun run =
        tally(List.of(answered(150, 20), answered(300, 100), answered(350, 55)), own, other);

    assertThat(run.late())
        .containsExactly(
            new Late(300 * MS, 100 * MS, "answered"), new Late(350 * MS, 55 * MS, "answered"));
    assertThat(run.lateOmitted()).isZero();
  }

  @Test
  void theMaximumOfABucketShowsTheStallThatAMeanWouldHide() {
    ProbeRun run = tally(List.of(answered(300, 1), answered(301, 1), answered(302, 900)));

    assertThat(run.series().stream().filter(bucket -> bucket.due() == 3).findFirst().orElseThrow())
        .satisfies(bucket -> assertThat(bucket.maxNanos()).isEqualTo(900 * MS))
        .satisfies(bucket -> assertThat(bucket.medianNanos()).isEqualTo(MS));
  }
}
