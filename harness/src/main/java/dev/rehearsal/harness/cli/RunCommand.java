package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.RehearsalFile;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Recording;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rehearse run}. */
@Command(
    name = "run",
    header = "Rehearses a migration and says whether it may be run for real.",
    description = {
      "",
      "Starts a disposable Postgres, loads the data, performs the migration several times and writes"
          + " recording.json, result.json, report.html and samples.ndjson.gz to a directory of"
          + " their own. What holds"
          + " for every run can stand in rehearsal.yaml, whose keys are these options without their"
          + " dashes; an option counts before the file.",
      "",
      "Examples:",
      "  rehearse run --data shop my/migrations/",
      "  rehearse run --schema app.sql --data dump.sql migrations/V42__status.sql",
      "  rehearse run --data dump.sql --command 'npx prisma migrate deploy'",
      "  rehearse run --data dump.sql --runner flyway --in-process",
      "  rehearse run --data dump.sql --max-stall 250ms --takes facts,traffic:3 migrations/",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true)
final class RunCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MIGRATION",
      arity = "0..*",
      description =
          "SQL files, or a directory whose SQL files run in natural order (V2 before V10).")
  private List<String> migration;

  @Option(
      names = "--single-transaction",
      negatable = true,
      description = "Run each file as one transaction. Default: as psql does, by statement.")
  private Boolean singleTransaction;

  @Option(
      names = "--rollback",
      paramLabel = "PATH",
      description =
          "The way back: a file or directory of down scripts. Default: X.down.sql beside X.sql or"
              + " X.up.sql.")
  private String rollback;

  @ArgGroup(validate = false, heading = "%nThe migration tool:%n")
  private RunnerOptions runner;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read choices from here. Default: rehearsal.yaml, if there is one.")
  private Path config;

  @ArgGroup(validate = false, heading = "%nThe data:%n")
  private DatasetOptions dataset;

  @ArgGroup(validate = false, heading = "%nThe bundled shop:%n")
  private ShopOptions shop;

  @ArgGroup(validate = false, heading = "%nThe rehearsal:%n")
  private RehearsalOptions rehearsal;

  @ArgGroup(validate = false, heading = "%nThe server:%n")
  private DatabaseOptions database;

  @ArgGroup(validate = false, heading = "%nThe results:%n")
  private OutputOptions output = new OutputOptions();

  private SortedMap<String, String> saferScripts = Collections.emptySortedMap();

  @Override
  public Integer call() {
    Choices choices = FlagChoices.of(spec.commandLine().getParseResult()).or(file());
    RehearsalSpec complete = SpecAssembly.assemble(choices, main.command());
    Migration read = Rehearsal.read(complete);
    SampleLog samples = new SampleLog();
    Recording recording = perform(read, complete, samples);
    if (main.interruption().acknowledge() && recording.takes().isEmpty()) {
      return main.interrupted();
    }
    Publisher publisher =
        new Publisher(
            main.console(),
            choices.get(Setting.OUT).orElse(OutputOptions.OUT),
            choices.get(Setting.KEEP).orElse(OutputOptions.KEEP),
            main.console().coloured(output.color()));
    return publisher.publish(recording, samples, saferScripts).exitCode();
  }

  private Choices file() {
    return config == null ? RehearsalFile.discover() : RehearsalFile.read(config);
  }

  private Recording perform(Migration read, RehearsalSpec complete, SampleLog samples) {
    Progress progress = output.progress().on(main.console(), Ticker.system());
    try (Rehearsal stage = new Rehearsal(progress, Ticker.system())) {
      main.interruption().onRequest(() -> stage.abort("interrupted"));
      stage.load(complete.database(), complete.dataset(), complete.seed(), read);
      Recording recording = stage.perform(read, complete, samples);
      saferScripts = stage.saferScripts();
      return recording;
    }
  }
}
