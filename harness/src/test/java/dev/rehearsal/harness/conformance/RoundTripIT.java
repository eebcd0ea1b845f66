package dev.rehearsal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.harness.conductor.ToolRehearsal;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.config.TakesSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * There and back, and out of a failure, with the tools' own commands through the proxy: what the
 * report advises is what helps.
 */
class RoundTripIT {

  private static final Version GOOD =
      Version.of("note", "ALTER TABLE item ADD COLUMN note text", "UPDATE item SET note = name");

  /** The same version before somebody mended it. */
  private static final Version BAD =
      Version.of("note", "ALTER TABLE item ADD COLUMN note text", "UPDATE item SET nte = name");

  @TempDir static Path directory;

  private static Rehearsal shop;

  @BeforeAll
  static void load() {
    shop = new Rehearsal(Progress.silent(), Ticker.system());
    shop.load(
        DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR),
        DatasetSpec.ofShop(1),
        SpecAssembly.DEFAULT_SEED);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void golangMigrateGoesUpAndDownAgain() throws Exception {
    Place place = new Place(new GolangMigrateTool(), Case.BASE, GOOD);
    place.project.with("migrations/0002_note.down.sql", "ALTER TABLE item DROP COLUMN note;\n");
    try (TakeDatabase database = place.workshop.deployed()) {
      Ran before = place.run(database, GolangMigrateTool.command("version"));
      Ran up = place.run(database, GolangMigrateTool.command("up"));
      Ran down = place.run(database, GolangMigrateTool.command("down 1"));

      assertThat(up.bookkeeping()).containsExactly("2 false");
      assertThat(up.schema().differencesFrom(before.schema())).isNotEmpty();
      assertThat(down.exitCode()).isZero();
      assertThat(down.bookkeeping()).containsExactly("1 false");
      assertThat(down.schema().differencesFrom(before.schema())).isEmpty();
    }
  }

  @Test
  void golangMigratesWayBackIsRehearsedAsAnyCommand() throws Exception {
    Place place = new Place(new GolangMigrateTool(), Case.BASE, GOOD);
    place.project.with("migrations/0002_note.down.sql", "ALTER TABLE item DROP COLUMN note;\n");
    try (TakeDatabase database = place.workshop.deployed()) {
      place.run(database, GolangMigrateTool.command("up"));
      Recording recording =
          ToolRehearsal.recorded(
              database.name(),
              "facts,traffic:1",
              place.inItsDirectory(GolangMigrateTool.command("down 1")),
              Duration.ofSeconds(5));

      StatementRun drop = recording.facts().orElseThrow().statements().get(0);
      assertThat(drop.locks())
          .anyMatch(
              lock ->
                  lock.relation().equals("public.item")
                      && lock.mode() == LockMode.ACCESS_EXCLUSIVE);
      assertThat(Analysis.of(recording, "").verdict()).isIn(Verdict.PASS, Verdict.WARN);
    }
  }

  @Test
  void whatIsAdvisedGetsGolangMigrateGoingAgain() throws Exception {
    Place place = new Place(new GolangMigrateTool(), Case.BASE, BAD);
    String advised = advised(place);
    String rest = advised.substring("migrate -path DIR -database URL ".length());
    try (TakeDatabase database = place.workshop.deployed()) {
      assertThat(place.run(database, GolangMigrateTool.command("up")).bookkeeping())
          .containsExactly("2 true");
      place.mend(GOOD);
      assertThat(place.run(database, GolangMigrateTool.command("up")).output()).contains("Dirty");

      assertThat(place.run(database, GolangMigrateTool.command(rest)).exitCode()).isZero();
      assertThat(place.run(database, GolangMigrateTool.command("up")).bookkeeping())
          .containsExactly("2 false");
    }
  }

  @Test
  void whatIsAdvisedGetsPrismaGoingAgain() throws Exception {
    Place place = new Place(new PrismaTool(), Case.BASE, BAD);
    String advised = advised(place);
    String resolve = PrismaTool.command(advised.substring("npx prisma ".length()));
    String deploy = place.tool.command();
    try (TakeDatabase database = place.workshop.deployed()) {
      assertThat(place.run(database, deploy).exitCode()).isNotZero();
      place.mend(GOOD);
      assertThat(place.run(database, deploy).output()).contains("failed migrations");

      assertThat(place.run(database, resolve).exitCode()).isZero();
      Ran again = place.run(database, deploy);
      assertThat(again.exitCode()).isZero();
      assertThat(again.bookkeeping()).hasSize(3);
    }
  }

  @Test
  void prismaTakesAFailedMigrationForDoneIfItIsTold() throws Exception {
    Place place = new Place(new PrismaTool(), Case.BASE, BAD);
    String applied = "migrate resolve --applied " + PrismaTool.directory(2, BAD);
    try (TakeDatabase database = place.workshop.deployed()) {
      place.run(database, place.tool.command());

      assertThat(place.run(database, PrismaTool.command(applied)).exitCode()).isZero();
      Ran again = place.run(database, place.tool.command());
      assertThat(again.exitCode()).isZero();
      assertThat(again.output()).contains("No pending migrations");
    }
  }

  @Test
  void nothingHasToBeToldToDrizzle() throws Exception {
    Place place = new Place(new DrizzleTool(), Case.BASE, BAD);
    assertThat(findings(place)).isEmpty();
    try (TakeDatabase database = place.workshop.deployed()) {
      Ran failed = place.run(database, place.tool.command());
      assertThat(failed.exitCode()).isNotZero();
      assertThat(failed.bookkeeping()).hasSize(1);
      place.mend(GOOD);

      Ran again = place.run(database, place.tool.command());
      assertThat(again.exitCode()).isZero();
      assertThat(again.bookkeeping()).hasSize(2);
    }
  }

  @Test
  void whatIsAdvisedGetsFlywayGoingAgain() throws Exception {
    Version bad =
        Version.of("index", "CREATE UNIQUE INDEX CONCURRENTLY part_item ON part (item_id)");
    Place place = new Place(new FlywayTool(), Case.BASE, bad);
    String advised = advised(place);
    try (TakeDatabase database = place.workshop.deployed()) {
      place.run(database, place.tool.command());
      place.mend(
          Version.of(
              "index",
              "DROP INDEX CONCURRENTLY part_item",
              "CREATE INDEX CONCURRENTLY part_item ON part (item_id)"));
      assertThat(place.run(database, place.tool.command()).output()).contains("failed migration");

      place.run(database, FlywayTool.command(advised.substring("flyway ".length())));
      assertThat(place.run(database, place.tool.command()).bookkeeping())
          .hasSize(2)
          .last()
          .asString()
          .endsWith(" t");
    }
  }

  /** A project of a tool, and what is done in it. */
  private static final class Place {
    private final Tool tool;
    private final Workshop workshop;
    private final Project project;

    Place(Tool tool, Version... versions) throws IOException {
      Installed.require(tool);
      this.tool = tool;
      this.workshop = new Workshop(tool, directory);
      this.project = workshop.project(List.of(versions));
    }

    /** Writes the second version again. */
    void mend(Version second) {
      tool.write(project, List.of(Case.BASE, second));
    }

    Ran run(TakeDatabase database, String command) throws IOException, SQLException {
      return workshop.run(project, command, database, Way.WATCHED);
    }

    String inItsDirectory(String command) {
      return "cd '" + project.directory() + "' && " + command;
    }
  }

  /** The command that the report on the place's directory names. */
  private static String advised(Place place) {
    List<Finding> findings = findings(place);
    assertThat(findings).hasSize(1);
    String remedy = findings.get(0).remedy();
    return remedy.substring(remedy.indexOf("run: ") + "run: ".length());
  }

  private static List<Finding> findings(Place place) {
    Choices choices = new Choices();
    choices.choose(
        Setting.MIGRATION,
        "test",
        List.of(place.project.directory().resolve(place.tool.migrations())));
    choices.choose(Setting.DATA, "test", Setting.SHOP);
    choices.choose(Setting.APPLIED_TO, "test", place.tool.base());
    choices.choose(Setting.TAKES, "test", TakesSpec.parse("facts"));
    RehearsalSpec spec = SpecAssembly.assemble(choices, List.of());
    Recording recording = shop.perform(Rehearsal.read(spec), spec, new SampleLog());
    return Analysis.of(recording, "").findings().stream()
        .filter(finding -> finding.name().equals("dirty-state"))
        .toList();
  }
}
