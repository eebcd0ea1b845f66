package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.RehearsalFile;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.runner.RunnerReader;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.postgres.LockMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedFileTest {

  private static final String DIFFERS_BY_VERSION =
      """
      safe:
        - statement: grant.sql#1
          until: 17
        - statement: grant.sql#1
          since: 18
          locks: {public.orders: ACCESS SHARE}
      """;

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @Test
  void saysWhatDiffersBetweenVersions() {
    ExpectedFile file = ExpectedFile.read(DIFFERS_BY_VERSION);

    assertThat(file.on(Form.SAFE, 17).get("grant.sql#1").facts())
        .isEqualTo(StatementFacts.none("grant.sql#1"));
    assertThat(file.on(Form.SAFE, 18).get("grant.sql#1").facts().locks())
        .isEqualTo(Map.of("public.orders", LockMode.ACCESS_SHARE));
    assertThat(file.on(Form.UNSAFE, 18)).isEmpty();
  }

  @Test
  void refusesToSayTwoThingsOfOneStatement() {
    ExpectedFile file = ExpectedFile.read(DIFFERS_BY_VERSION.replace("17", "18"));

    assertThatThrownBy(() -> file.on(Form.SAFE, 18)).hasMessage("grant.sql#1 twice on 18");
  }

  @Test
  void refusesAWordThatItDoesNotKnow() {
    assertThatThrownBy(() -> ExpectedFile.read(DIFFERS_BY_VERSION.replace("locks", "lock")))
        .hasMessageContaining("\"lock\"");
  }

  /** A scenario is a directory of SQL; what only a process can show, {@code ToolTakesIT} does. */
  private static final Set<String> SHOWN_BY_A_TOOL = Set.of(FindingKind.NO_RUNNER_LOCK.id());

  @Test
  void everyFindingHasAScenario() {
    Set<String> shown =
        Stream.concat(
                entries().flatMap(entry -> entry.allFindings().stream()),
                Scenarios.all().stream()
                    .flatMap(each -> ExpectedFile.of(each).wayBack().unsafe().keySet().stream()))
            .collect(Collectors.toSet());
    Set<String> known =
        Arrays.stream(FindingKind.values()).map(FindingKind::id).collect(Collectors.toSet());

    known.removeAll(SHOWN_BY_A_TOOL);
    assertThat(shown).isEqualTo(known);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aSafeFormHasNoFinding(Scenario scenario) {
    assertThat(ExpectedFile.of(scenario).safe())
        .allMatch(entry -> entry.findings().isEmpty() && entry.underTraffic().isEmpty())
        .allMatch(entry -> entry.inDrill().isEmpty())
        .allMatch(entry -> !entry.betweenSteps().containsValue("error"));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void anUnsafeFormHasOne(Scenario scenario) {
    ExpectedFile expected = ExpectedFile.of(scenario);

    assertThat(
            !expected.wayBack().unsafe().isEmpty()
                || expected.unsafe().stream().anyMatch(entry -> !entry.allFindings().isEmpty()))
        .isEqualTo(scenario.forms().contains(Form.UNSAFE));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScriptCanBeRead(Scenario scenario, @TempDir Path directory) throws IOException {
    scenario.extractTo(directory);

    for (Form form : scenario.forms()) {
      Choices choices = RehearsalFile.read(directory.resolve(RehearsalFile.NAME));
      choices.choose(Setting.MIGRATION, "test", List.of(directory.resolve(form.directory())));
      assertThat(RunnerReader.read(SpecAssembly.assemble(choices, List.of()))).isNotNull();
    }
  }

  /** The negative control alone proves that there is nothing. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void everyFormProvesSomething(Scenario scenario) {
    ExpectedFile expected = ExpectedFile.of(scenario);

    assertThat(scenario.forms()).isNotEmpty();
    assertThat(scenario.forms().stream().allMatch(form -> expected.form(form).isEmpty()))
        .isEqualTo(scenario.name().equals("empty"));
  }

  /** Of the forms that are to have findings. */
  private static Stream<ExpectedFile.Entry> entries() {
    return Scenarios.all().stream()
        .map(ExpectedFile::of)
        .flatMap(file -> Stream.concat(file.unsafe().stream(), file.control().stream()));
  }
}
