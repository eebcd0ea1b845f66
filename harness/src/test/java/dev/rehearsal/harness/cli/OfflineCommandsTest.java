package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.analysis.Explanations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The commands that need no server. */
class OfflineCommandsTest {

  @Test
  void everythingThatCanBeExplainedIs() {
    String names = Cli.launch("explain").exited(0).out();
    assertThat(names.lines()).containsExactlyElementsOf(Explanations.names());
    assertThat(names.lines())
        .allSatisfy(name -> assertThat(Cli.launch("explain", name).exited(0).out()).isNotBlank());
  }

  @Test
  void lockModesMayBeWrittenAsSqlDoes() {
    assertThat(Cli.launch("explain", "ACCESS", "EXCLUSIVE").exited(0).out())
        .isEqualTo(Cli.launch("explain", "access-exclusive").exited(0).out())
        .isEqualTo(Cli.launch("explain", "AccessExclusiveLock").exited(0).out());
  }

  @Test
  void demoListsItsScenarios() {
    assertThat(Cli.launch("demo", "list").exited(0).out().lines())
        .extracting(line -> line.split(" ")[0])
        .containsExactlyElementsOf(Scenarios.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"recording", "result", "rehearsal", "workload"})
  void schemasAreJson(String file) {
    assertThat(JsonMapper.shared().readTree(Cli.launch("schema", file).exited(0).out()))
        .isNotEmpty();
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(Cli.launch("--version").exited(0).out())
        .matches("rehearse [0-9]+\\.[0-9]+\\.\\S+\n");
  }
}
