package dev.rehearsal.harness.cli;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.RehearsalFile;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rehearse demo}. */
@Command(
    name = "demo",
    header = "Rehearses a bundled migration, first its dangerous and then its safe form.",
    description = {
      "",
      "Both run on the same data, loaded once into an embedded server. The scenario's files are"
          + " written to scenarios/ beside the results, to be read and changed.",
      "",
      "Examples:",
      "  rehearse demo",
      "  rehearse demo create-index --rows 200000",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true)
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "A bundled scenario, or list to see them all. Default: set-not-null.")
  private String name = "set-not-null";

  @ArgGroup(validate = false, heading = "%nThe bundled shop:%n")
  private ShopOptions shop;

  @ArgGroup(validate = false, heading = "%nThe rehearsal:%n")
  private RehearsalOptions rehearsal;

  @ArgGroup(validate = false, heading = "%nThe server:%n")
  private DatabaseOptions database;

  @ArgGroup(validate = false, heading = "%nThe results:%n")
  private OutputOptions output = new OutputOptions();

  /** A form of the scenario, and how to rehearse it. */
  private record Part(String name, RehearsalSpec specification) {}

  @Override
  public Integer call() {
    if (name.equals("list")) {
      Scenarios.all().forEach(this::list);
      return ExitCode.DONE;
    }
    Scenario scenario = Scenarios.find(name).orElseThrow(this::unknown);
    Choices flags = FlagChoices.of(spec.commandLine().getParseResult());
    Path out = flags.get(Setting.OUT).orElse(OutputOptions.OUT);
    Path folder = extract(scenario, out.resolve("scenarios").resolve(name));
    List<Part> parts = scenario.forms().stream().map(form -> part(form, folder, flags)).toList();
    int keep = flags.get(Setting.KEEP).orElse(OutputOptions.KEEP);
    boolean coloured = main.console().coloured(output.color());
    say(scenario.title());
    return perform(parts, new Publisher(main.console(), out, keep, coloured));
  }

  private int perform(List<Part> parts, Publisher publisher) {
    List<String> summary = new ArrayList<>();
    RehearsalSpec first = parts.get(0).specification();
    try (Rehearsal stage =
        new Rehearsal(output.progress().on(main.console(), Ticker.system()), Ticker.system())) {
      main.interruption().onRequest(() -> stage.abort("interrupted"));
      stage.load(first.database(), first.dataset(), first.seed());
      for (Part part : parts) {
        RehearsalSpec wanted = part.specification();
        SampleLog samples = new SampleLog();
        Recording recording = stage.perform(Rehearsal.read(wanted), wanted, samples);
        boolean interrupted = main.interruption().acknowledge();
        if (interrupted && recording.takes().isEmpty()) {
          return main.interrupted();
        }
        say("\n" + part.name() + "\n");
        String line = publisher.publish(recording, samples, stage.saferScripts()).line();
        summary.add(String.format(Locale.ROOT, "%-8s %s", part.name(), line));
        if (interrupted) {
          return ExitCode.INTERRUPTED;
        }
      }
    }
    say("");
    summary.forEach(this::say);
    return ExitCode.DONE;
  }

  private Part part(Scenario.Form form, Path folder, Choices flags) {
    Path scripts = folder.resolve(form.directory());
    Path config = folder.resolve(RehearsalFile.NAME);
    Choices fixed = new Choices();
    fixed.writePaths(Setting.MIGRATION, "SCENARIO", List.of(scripts.toString()));
    Choices usual = new Choices();
    usual.write(Setting.PROVIDER, "--provider", "embedded");
    if (form == Scenario.Form.UNSAFE) {
      usual.write(Setting.REWRITE, "--rewrite", "true");
    }
    Choices all = fixed.or(flags).or(RehearsalFile.read(config)).or(usual);
    List<String> again = new ArrayList<>(List.of("rehearse", "run", scripts.toString()));
    again.addAll(List.of("--config", config.toString()));
    main.command().stream().skip(2).filter(word -> !word.equals(name)).forEach(again::add);
    return new Part(form.directory(), SpecAssembly.assemble(all, again));
  }

  private static Path extract(Scenario scenario, Path folder) {
    try {
      scenario.extractTo(folder);
      return folder;
    } catch (IOException unwritable) {
      throw new Problem(
          Problem.Kind.USAGE, folder + ": cannot be written (" + unwritable + ")", unwritable);
    }
  }

  private Problem unknown() {
    List<String> names = Scenarios.names();
    String wayOut =
        Nearest.to(name, names)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("rehearse demo list shows them all");
    return new Problem(Problem.Kind.USAGE, "'" + name + "' is not a bundled scenario; " + wayOut);
  }

  private void list(Scenario scenario) {
    say(String.format(Locale.ROOT, "%-28s %s", scenario.name(), scenario.title()));
  }

  private void say(String text) {
    main.console().out().println(text);
  }
}
