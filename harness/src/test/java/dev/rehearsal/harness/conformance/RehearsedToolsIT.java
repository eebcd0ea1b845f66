package dev.rehearsal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.conductor.ToolRehearsal;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --command} with the real tools, each on the same migrations in its own format. */
class RehearsedToolsIT {

  private static final Duration MAX_STALL = Duration.ofMillis(300);

  private static final String LOCKS = "ALTER TABLE item ADD COLUMN code text";

  /** In the place of work: long beside the limit, whatever the machine is doing. */
  private static final String WORKS = "SELECT pg_sleep(0.9)";

  /** Those that run all that is pending in one transaction. */
  private static final Set<String> ALL_IN_ONE = Set.of("drizzle", "node-pg-migrate", "alembic");

  /** Those whose own table keeps a migration that failed, and the way out of it. */
  private static final Map<String, String> DIRTY =
      Map.of(
          "golang-migrate",
              "migrate -path DIR -database URL force V, where V is the version before 3",
          "prisma", "npx prisma migrate resolve --rolled-back 20260101000003_fails");

  @TempDir static Path directory;

  static Stream<Named<Tool>> tools() {
    return ConformanceIT.TOOLS.stream().map(tool -> Named.of(tool.name(), tool));
  }

  /** Each takes its own table from one version to the next; nothing of that is the migration's. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  void whoHoldsALockDuringWorkFails(Tool tool) throws Exception {
    Recording recording = rehearsed(tool, "facts,traffic:1", Version.of("both", LOCKS, WORKS));
    Analysis analysis = Analysis.of(recording, "");

    assertWhole(recording, List.of(LOCKS, WORKS));
    assertThat(analysis.verdict()).as(analysis.sentence()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.longestStallNanos()).isGreaterThan(MAX_STALL.toNanos());
  }

  /** The lesson of it all: which of two safe files is safe, the tool decides. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  void whatIsApartStaysSoUnlessTheToolPutsItTogether(Tool tool) throws Exception {
    Recording recording =
        rehearsed(tool, "facts,traffic:1", Version.of("locks", LOCKS), Version.of("works", WORKS));
    Analysis analysis = Analysis.of(recording, "");

    assertWhole(recording, List.of(LOCKS, WORKS));
    if (ALL_IN_ONE.contains(tool.name())) {
      assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(analysis.longestStallNanos()).isGreaterThan(MAX_STALL.toNanos());
    } else {
      assertThat(analysis.verdict()).as(analysis.sentence()).isIn(Verdict.PASS, Verdict.WARN);
    }
  }

  /**
   * What the tool itself says is not asked: Drizzle prints nothing of the error, and Flyway's main
   * class ends with 0.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  void whatFailsIsToldWithTheWayOut(Tool tool) throws Exception {
    String fails = "ALTER TABLE nowhere ADD COLUMN code text";
    Recording recording =
        rehearsed(tool, "facts", Version.of("locks", LOCKS), Version.of("fails", fails));
    Analysis analysis = Analysis.of(recording, "");

    Take facts = recording.facts().orElseThrow();
    assertThat(facts.incomplete()).isNull();
    assertThat(facts.tool().exitCode() == 0).isEqualTo(tool.name().equals("flyway"));
    assertThat(facts.tool().output()).isNotBlank();
    assertThat(facts.statements())
        .extracting(StatementRun::sqlState)
        .containsExactly(null, "42P01");
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.findings())
        .filteredOn(finding -> finding.name().equals("dirty-state"))
        .extracting(Finding::remedy)
        .allMatch(remedy -> remedy.contains(DIRTY.get(tool.name())))
        .hasSize(DIRTY.containsKey(tool.name()) ? 1 : 0);
  }

  private static Recording rehearsed(Tool tool, String takes, Version... pending)
      throws IOException {
    Installed.require(tool);
    Workshop workshop = new Workshop(tool, directory);
    Project project =
        workshop.project(Stream.concat(Stream.of(Case.BASE), Stream.of(pending)).toList());
    try (TakeDatabase loaded = workshop.deployed()) {
      Recording recording =
          ToolRehearsal.recorded(
              loaded.name(),
              takes,
              "cd '" + project.directory() + "' && " + tool.command(),
              MAX_STALL);
      assertThat(recording.toString()).doesNotContain(loaded.login().password());
      return recording;
    }
  }

  /**
   * Nothing of the migration is taken for the tool's own, and nothing of that for the migration.
   */
  private static void assertWhole(Recording recording, List<String> statements) {
    assertThat(recording.takes()).hasSize(2).extracting(Take::incomplete).containsOnlyNulls();
    for (Take take : recording.takes()) {
      assertThat(take.statements())
          .extracting(run -> run.sql().strip().replaceAll(";$", ""))
          .isEqualTo(statements);
      assertThat(take.bookkeeping()).isNotEmpty();
      assertThat(take.tool().exitCode()).isZero();
    }
  }
}
