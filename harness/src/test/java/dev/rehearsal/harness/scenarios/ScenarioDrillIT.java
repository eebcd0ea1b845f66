package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.LockPolicy;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queues behind a statement that has to wait, with a real server and real probes. */
@Alone
class ScenarioDrillIT {

  @TempDir Path directory;

  private RehearsedScenario rehearse(String name, Form form, String takes) throws IOException {
    return RehearsedScenario.of(
        Scenarios.find(name).orElseThrow(), form, DatabaseSpec.DEFAULT_MAJOR, takes, directory);
  }

  @Test
  void anInstantChangeWithoutALockTimeoutStopsAllTraffic() throws IOException {
    String name = "long-running-transaction";
    RehearsedScenario rehearsed = rehearse(name, Form.UNSAFE, "facts,traffic:1,drill:2");

    Scenario scenario = Scenarios.find(name).orElseThrow();
    assertThat(byName(rehearsed.findings(1)))
        .isEqualTo(
            ExpectedFile.of(scenario)
                .on(Form.UNSAFE, DatabaseSpec.DEFAULT_MAJOR)
                .get("add-column.sql#1")
                .inDrill());
    assertThat(rehearsed.analysis().missing()).isEmpty();
    LockPolicy policy = only(rehearsed);
    long limit = rehearsed.recording().request().budgets().maxStallNanos();
    assertThat(policy.adversary()).isEqualTo("long read");
    assertThat(policy.waitedNanos()).isGreaterThanOrEqualTo(policy.holdNanos());
    // Probes come every 50 ms, so that one of them comes soon after the statement.
    assertThat(policy.queuedNanos()).isGreaterThan(policy.holdNanos() / 2);
    assertThat(policy.stalledFirings()).isPositive();
    assertThat(policy.gaveUp()).isFalse();
    assertThat(policy.ownLockTimeoutNanos()).isNull();
    assertThat(policy.lockTimeoutNanos()).isEqualTo(limit / 2);
    assertThat(policy.succeeded()).as("both takes").isEqualTo(2);
    assertThat(policy.tries()).as("the first of each meets the held table").isGreaterThan(3);
    assertThat(policy.stallWithNanos()).isLessThan(policy.stallWithoutNanos());
    assertThat(rehearsed.analysis().longestStallNanos()).isLessThan(policy.queuedNanos());
    List<Take> drills =
        rehearsed.recording().takes(TakeKind.DRILL).stream()
            .filter(take -> !take.queueDrills().isEmpty())
            .toList();
    assertThat(drills).hasSize(3);
    assertThat(drills.get(0).statements()).hasSize(1);
  }

  @Test
  void oneThatGivesUpInTimeEarnsNothing() throws IOException {
    RehearsedScenario rehearsed =
        rehearse("long-running-transaction", Form.SAFE, "facts,traffic:1,drill:1");

    assertThat(rehearsed.findings(2)).isEmpty();
    assertThat(rehearsed.analysis().missing()).isEmpty();
    assertThat(only(rehearsed).gaveUp()).isTrue();
    assertThat(only(rehearsed).ownLockTimeoutNanos()).isEqualTo(100_000_000);
    assertThat(only(rehearsed).queuedNanos()).isLessThan(only(rehearsed).holdNanos() / 2);
  }

  @Test
  void aMigrationWithoutStrongLocksHasNobodyInItsWay() throws IOException {
    RehearsedScenario rehearsed = rehearse("create-index", Form.SAFE, "facts,drill:1");

    assertThat(rehearsed.recording().takes(TakeKind.DRILL))
        .allMatch(take -> take.queueDrills().isEmpty());
    assertThat(rehearsed.analysis().lockPolicies()).isEmpty();
    assertThat(rehearsed.analysis().findings())
        .extracting(Finding::name)
        .doesNotContain("lock-queue-pileup", "no-lock-timeout");
  }

  private static LockPolicy only(RehearsedScenario rehearsed) {
    assertThat(rehearsed.analysis().lockPolicies()).hasSize(1);
    return rehearsed.analysis().lockPolicies().get(0);
  }

  private static Map<String, List<String>> byName(List<Finding> findings) {
    Map<String, List<String>> byName = new TreeMap<>();
    findings.forEach(finding -> byName.put(finding.name(), List.of(finding.relation())));
    return byName;
  }
}
