package dev.rehearsal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rehearsal.harness.conductor.ToolFacts;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.runner.RunnerReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A tool's directory, replayed by us, does to the server what the tool itself does: the same locks
 * and work, statement by statement, in the same transactions.
 */
class LayoutConformanceIT {

  private static final List<Tool> TOOLS =
      List.of(
          new GolangMigrateTool(),
          new PrismaTool(),
          new DrizzleTool(),
          new FlywayTool(),
          new DbmateTool(),
          new NodePgMigrateTool(),
          new LiquibaseTool(),
          new GooseTool(),
          new SqitchTool());

  @TempDir static Path directory;

  static Stream<Arguments> toolsAndCases() {
    return TOOLS.stream()
        .flatMap(
            tool -> Stream.of(Case.values()).map(each -> Arguments.of(tool.name(), each, tool)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("toolsAndCases")
  void theReplayDoesWhatTheToolDoes(String name, Case migration, Tool tool) throws Exception {
    Installed.require(tool);
    assumeFalse(tool.lacks().contains(migration), name + " cannot express " + migration);
    assumeFalse(
        tool.replayedOtherwise().contains(migration),
        name + " " + migration + ": docs/reference/conformance.md says why");
    Workshop workshop = new Workshop(tool, directory);
    Project project = workshop.project(migration.all());
    Ran tools = workshop.run(project, EnumSet.of(Way.INSPECTED)).get(Way.INSPECTED);
    if (tools.exitCode() != 0 && ToolFacts.of(tools.log()).isEmpty()) {
      assertThatThrownBy(() -> read(project, tool))
          .as("what the tool refuses unsent, so do we")
          .isInstanceOf(Problem.class);
      return;
    }
    try (TakeDatabase database = workshop.deployed()) {
      List<String> ours = ToolFacts.replayed(database, read(project, tool));

      assertThat(ours).isNotEmpty().isEqualTo(ToolFacts.of(tools.log()));
    }
  }

  private static Migration read(Project project, Tool tool) {
    Choices choices = new Choices();
    choices.choose(Setting.DATA, "test", Setting.SHOP);
    choices.choose(
        Setting.MIGRATION, "test", List.of(project.directory().resolve(tool.migrations())));
    choices.choose(Setting.APPLIED_TO, "test", tool.base());
    return RunnerReader.read(SpecAssembly.assemble(choices, List.of()));
  }
}
