package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With traffic, nobody is blamed for a wait that his locks cannot have caused. */
@Alone
class ScenarioTrafficIT {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "set-not-null, UNSAFE",
    "set-not-null, SAFE",
    "lock-accumulation, UNSAFE",
    "create-index, SAFE",
    "change-type, SAFE",
  })
  void blamesOnlyWhatBlocks(String name, Form form) throws IOException {
    Scenario scenario = Scenarios.find(name).orElseThrow();
    int major = DatabaseSpec.DEFAULT_MAJOR;

    RehearsedScenario rehearsed =
        RehearsedScenario.of(scenario, form, major, "facts,traffic:1", directory);

    Take traffic = rehearsed.recording().takes(TakeKind.TRAFFIC).get(0);
    assertThat(traffic.incomplete()).isNull();
    assertThat(traffic.statements()).extracting(StatementRun::outcome).containsOnly(Outcome.OK);
    assertThat(traffic.probes())
        .isNotEmpty()
        .allMatch(probe -> probe.answered() + probe.timedOut() + probe.refused() == probe.due());
    Map<String, ExpectedFile.Entry> expected = ExpectedFile.of(scenario).on(form, major);
    Map<Integer, String> statements = rehearsed.statements();
    assertThat(rehearsed.analysis().findings())
        .filteredOn(ScenarioTrafficIT::saysBlocked)
        .allMatch(finding -> canBlock(finding, expected.get(statements.get(finding.statement()))));
  }

  private static boolean saysBlocked(Finding finding) {
    return saysReads(finding) || finding.name().equals(FindingKind.WRITES_BLOCKED.id());
  }

  private static boolean saysReads(Finding finding) {
    return finding.name().equals(FindingKind.READS_BLOCKED.id());
  }

  private static boolean canBlock(Finding finding, ExpectedFile.Entry expected) {
    if (expected == null) {
      return false;
    }
    LockMode held = expected.facts().locks().get(finding.relation());
    boolean rowLocks = expected.modified().contains(finding.relation());
    return saysReads(finding)
        ? held != null && held.blocksReads()
        : rowLocks || (held != null && held.blocksWrites());
  }
}
