package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.analysis.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Taken back, or interrupted and run again, a scenario shows what its {@code expected.yaml} says.
 */
class ScenarioWayBackIT {

  private static final Set<String> OF_THE_WAY_BACK =
      Set.of(
          FindingKind.NOT_RESTORED.id(),
          FindingKind.DATA_LOST.id(),
          FindingKind.NO_WAY_BACK.id(),
          FindingKind.NOT_RERUNNABLE.id(),
          FindingKind.INVALID_INDEX_LEFT.id());

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicContainer> showsWhatIsExpected() {
    return Stream.of(14, 16, 18)
        .map(
            major ->
                DynamicContainer.dynamicContainer(
                    "Postgres " + major,
                    Scenarios.all().stream()
                        .filter(each -> !ExpectedFile.of(each).wayBack().unsafe().isEmpty())
                        .flatMap(
                            each -> each.forms().stream().map(form -> test(each, form, major)))));
  }

  private DynamicTest test(Scenario scenario, Form form, int major) {
    return DynamicTest.dynamicTest(
        scenario.name() + " " + form.directory(), () -> check(scenario, form, major));
  }

  private void check(Scenario scenario, Form form, int major) throws IOException {
    RehearsedScenario rehearsed =
        RehearsedScenario.of(scenario, form, major, "facts,timing:3,drill:1,rollback:1", directory);

    SortedMap<String, List<String>> shown = new TreeMap<>();
    for (Finding finding : rehearsed.analysis().findings()) {
      if (OF_THE_WAY_BACK.contains(finding.name())) {
        List<String> here = finding.relation() == null ? List.of() : List.of(finding.relation());
        shown.merge(
            finding.name(),
            here,
            (some, more) -> Stream.concat(some.stream(), more.stream()).sorted().toList());
      }
    }
    assertThat(shown).isEqualTo(ExpectedFile.of(scenario).wayBack().form(form));
    assertThat(rehearsed.analysis().findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .allMatch(finding -> form == Form.UNSAFE);
  }
}
