package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.recording.StatementRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario, in every form, does on every server what its {@code expected.yaml} says. */
class ScenarioIT {

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicContainer> doesWhatIsExpected() {
    return Stream.of(14, 16, 18)
        .map(major -> dynamicContainer("Postgres " + major, everyForm(major)));
  }

  private Stream<DynamicTest> everyForm(int major) {
    return Scenarios.all().stream()
        .filter(scenario -> ExpectedFile.of(scenario).runsOn(major))
        .flatMap(
            scenario ->
                scenario.forms().stream()
                    .map(
                        form ->
                            dynamicTest(
                                scenario.name() + " " + form.directory(),
                                () -> check(scenario, form, major))));
  }

  private void check(Scenario scenario, Form form, int major) throws IOException {
    RehearsedScenario rehearsed = RehearsedScenario.of(scenario, form, major, "facts", directory);
    Map<String, ExpectedFile.Entry> entries = ExpectedFile.of(scenario).on(form, major);
    List<StatementFacts> expected = new ArrayList<>();
    List<StatementFacts> observed = new ArrayList<>();
    Map<Integer, String> statements = rehearsed.statements();
    for (StatementRun run : rehearsed.recording().facts().orElseThrow().statements()) {
      String statement = statements.get(run.index());
      ExpectedFile.Entry entry = entries.remove(statement);
      expected.add(entry == null ? StatementFacts.none(statement) : entry.facts());
      observed.add(StatementFacts.of(statement, run, rehearsed.findings(run.index())));
    }
    assertThat(observed).containsExactlyElementsOf(expected);
    assertThat(entries).as("expected of statements that there are not").isEmpty();
  }
}
