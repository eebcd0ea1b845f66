package dev.rehearsal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real tools, each on migrations in its own format: through the proxy they must end as they end
 * without it, and leave the same behind.
 */
class ConformanceIT {

  static final List<Tool> TOOLS =
      List.of(
          new GolangMigrateTool(),
          new PrismaTool(),
          new DrizzleTool(),
          new DbmateTool(),
          new FlywayTool(),
          new LiquibaseTool(),
          new NodePgMigrateTool(),
          new AlembicTool(),
          new DjangoTool());

  /** Watching forwards bytes as they are, so that a few cases tell enough of it. */
  private static final Set<Case> WATCHED =
      EnumSet.of(Case.SEVERAL_STATEMENTS, Case.FAILS_AT_THIRD, Case.COPY);

  private static final Set<Way> NOT_WATCHED = EnumSet.of(Way.DIRECT, Way.INSPECTED);

  @TempDir static Path directory;

  static Stream<Arguments> toolsAndCases() {
    return TOOLS.stream()
        .flatMap(
            tool -> Stream.of(Case.values()).map(each -> Arguments.of(tool.name(), each, tool)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("toolsAndCases")
  void throughTheProxyItEndsTheSame(String name, Case migration, Tool tool) throws Exception {
    Installed.require(tool);
    assumeFalse(tool.lacks().contains(migration), name + " cannot express " + migration);
    Workshop workshop = new Workshop(tool, directory);
    Project project = workshop.project(migration.all());
    Map<Way, Ran> runs =
        workshop.run(project, WATCHED.contains(migration) ? EnumSet.allOf(Way.class) : NOT_WATCHED);
    Ran direct = runs.remove(Way.DIRECT);
    SoftAssertions soft = new SoftAssertions();
    runs.forEach((way, through) -> same(soft, way, direct, through));
    soft.assertAll();
  }

  private static void same(SoftAssertions soft, Way way, Ran direct, Ran through) {
    soft.assertThat(through.exitCode()).as("%s: exit code", way).isEqualTo(direct.exitCode());
    soft.assertThat(through.output()).as("%s: output", way).isEqualTo(direct.output());
    soft.assertThat(through.bookkeeping()).as("%s: own table", way).isEqualTo(direct.bookkeeping());
    soft.assertThat(through.schema().differencesFrom(direct.schema()))
        .as("%s: schema", way)
        .isEmpty();
    soft.assertThat(through.contents()).as("%s: rows", way).isEqualTo(direct.contents());
    soft.assertThat(through.log().exchanges()).as("%s: statements noted", way).isNotEmpty();
    soft.assertThat(through.log().trouble()).as("%s: trouble", way).isNull();
    assertThat(direct.log().exchanges()).isEmpty();
  }
}
