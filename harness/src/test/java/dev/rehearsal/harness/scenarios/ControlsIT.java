package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.reports.analysis.Episode;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The instrument is tested before it is believed: it sees what is there, and nothing else. */
@Alone
class ControlsIT {

  /** Of the negative control, such as {@code -Drehearse.control.repetitions=20}. */
  private static final int REPETITIONS = Integer.getInteger("rehearse.control.repetitions", 3);

  private static final Duration ASLEEP = Duration.ofMillis(500);

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> seesNothingWhereNothingHappens() {
    return IntStream.rangeClosed(1, REPETITIONS)
        .mapToObj(
            number ->
                DynamicTest.dynamicTest(
                    "%d of %d".formatted(number, REPETITIONS), this::seesNothing));
  }

  private void seesNothing() throws IOException {
    RehearsedScenario rehearsed = rehearse("empty");
    Take traffic = traffic(rehearsed);

    assertThat(traffic.incomplete()).isNull();
    assertThat(traffic.waits()).isEmpty();
    assertThat(rehearsed.analysis().episodes()).isEmpty();
    assertThat(rehearsed.analysis().findings()).isEmpty();
    assertThat(rehearsed.analysis().longestStallNanos()).isZero();
    assertThat(traffic.probes())
        .extracting(ProbeRun::name)
        .contains(
            "public.order_items read",
            "public.order_items write",
            "order with its items",
            "last events of a customer",
            "points for a customer");
    assertThat(traffic.probes())
        .allSatisfy(probe -> assertThat(probe.answered()).isPositive().isEqualTo(probe.due()));
  }

  @Test
  void seesTheLockThatIsHeldForHalfASecond() throws IOException {
    RehearsedScenario rehearsed = rehearse("sleep-under-lock");

    assertThat(traffic(rehearsed).incomplete()).isNull();
    assertThat(rehearsed.analysis().episodes()).hasSize(1);
    Episode episode = rehearsed.analysis().episodes().get(0);
    assertThat(episode.statement()).isEqualTo(2);
    assertThat(episode.convoy()).isFalse();
    assertThat(episode.victims())
        .extracting(Episode.Victim::probe)
        .containsExactlyInAnyOrder("public.orders read", "public.orders write");
    assertThat(episode.victims())
        .allSatisfy(victim -> isTheTimeThatTheLockWasHeld(victim.waitedNanos(), rehearsed));
    assertThat(blocked(rehearsed)).isEqualTo(expected("sleep-under-lock", "sleep.sql#2"));
  }

  private static Map<String, List<String>> blocked(RehearsedScenario rehearsed) {
    return rehearsed.findings(2).stream()
        .filter(finding -> finding.name().endsWith("-blocked"))
        .collect(
            Collectors.groupingBy(
                Finding::name, Collectors.mapping(Finding::relation, Collectors.toList())));
  }

  private static Map<String, List<String>> expected(String scenario, String statement) {
    return ExpectedFile.of(Scenarios.find(scenario).orElseThrow())
        .on(Form.CONTROL, DatabaseSpec.DEFAULT_MAJOR)
        .get(statement)
        .underTraffic();
  }

  /**
   * A probe is due at most one interval after the lock was taken, so it misses at most that much.
   * How long the lock was held is taken from the same take: on a busy machine half a second of
   * sleep lasts a little longer, and the probes must wait for that as well.
   */
  private static void isTheTimeThatTheLockWasHeld(long stalled, RehearsedScenario rehearsed) {
    Take traffic = traffic(rehearsed);
    long interval = traffic.probes().get(0).periodNanos();
    long tolerated = Duration.ofMillis(10).toNanos();
    long held =
        traffic.transactions().get(0).endedNanos() - traffic.statements().get(1).startedNanos();
    assertThat(held).isGreaterThan(ASLEEP.toNanos());
    assertThat(interval).isEqualTo(Duration.ofMillis(50).toNanos());
    assertThat(stalled).isBetween(held - interval - tolerated, held + tolerated);
  }

  private RehearsedScenario rehearse(String scenario) throws IOException {
    return RehearsedScenario.of(
        Scenarios.find(scenario).orElseThrow(),
        Form.CONTROL,
        DatabaseSpec.DEFAULT_MAJOR,
        "facts,traffic:1",
        directory);
  }

  private static Take traffic(RehearsedScenario rehearsed) {
    return rehearsed.recording().takes(TakeKind.TRAFFIC).get(0);
  }
}
