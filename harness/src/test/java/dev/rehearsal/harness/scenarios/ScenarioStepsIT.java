package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a steps take finds between the statements is what {@code expected.yaml} says. */
@Alone
class ScenarioStepsIT {

  private static final Set<String> BETWEEN_STEPS =
      Set.of(FindingKind.BREAKS_APPLICATION.id(), FindingKind.ESTIMATE_OFF.id());

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> findsWhatIsExpected() {
    return Stream.of(14, 18)
        .flatMap(
            major ->
                Scenarios.all().stream()
                    .filter(ScenarioStepsIT::expectsSomething)
                    .flatMap(
                        scenario ->
                            scenario.forms().stream().map(form -> test(scenario, form, major))));
  }

  private DynamicTest test(Scenario scenario, Form form, int major) {
    String name = "Postgres " + major + " " + scenario.name() + " " + form.directory();
    return dynamicTest(name, () -> check(scenario, form, major));
  }

  private static boolean expectsSomething(Scenario scenario) {
    ExpectedFile expected = ExpectedFile.of(scenario);
    return scenario.forms().stream()
        .flatMap(form -> expected.form(form).stream())
        .anyMatch(entry -> !entry.betweenSteps().isEmpty());
  }

  private void check(Scenario scenario, Form form, int major) throws IOException {
    RehearsedScenario rehearsed =
        RehearsedScenario.of(scenario, form, major, "facts,steps", directory);
    Take take = rehearsed.recording().takes(TakeKind.STEPS).get(0);
    assertThat(take.incomplete()).isNull();

    Map<String, Map<String, String>> expected = new TreeMap<>();
    ExpectedFile.of(scenario).on(form, major).values().stream()
        .filter(entry -> !entry.betweenSteps().isEmpty())
        .forEach(entry -> expected.put(entry.statement(), entry.betweenSteps()));
    assertThat(observed(rehearsed)).isEqualTo(expected);
  }

  private static Map<String, Map<String, String>> observed(RehearsedScenario rehearsed) {
    Map<String, Map<String, String>> observed = new TreeMap<>();
    for (Finding finding : rehearsed.analysis().findings()) {
      if (BETWEEN_STEPS.contains(finding.name())) {
        observed
            .computeIfAbsent(
                rehearsed.statements().get(finding.statement()), statement -> new TreeMap<>())
            .merge(
                finding.name(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                (one, two) -> one.equals(two) ? one : one + ", " + two);
      }
    }
    return observed;
  }
}
