package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.conductor.InstrumentCheck;
import dev.rehearsal.harness.conductor.ThisMachine;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Instrument;
import dev.rehearsal.reports.recording.Machine;
import dev.rehearsal.reports.recording.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rehearse doctor}. */
@Command(
    name = "doctor",
    header = "Says whether this machine can rehearse, and how precisely.",
    description = {
      "",
      "Starts the server that a rehearsal would start, measures clock, round trip and schedule, and"
          + " destroys it again.",
      "",
      "Examples:",
      "  rehearse doctor",
      "  rehearse doctor --provider container --image postgres:16",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true)
final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @ArgGroup(validate = false, heading = "%nThe server:%n")
  private DatabaseOptions database;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      description = "auto (bars on a terminal), plain (a line for each stage) or none.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  @Override
  public Integer call() {
    Choices choices = FlagChoices.of(spec.commandLine().getParseResult());
    DatabaseSpec asked = SpecAssembly.database(choices);
    machine(asked);
    try (DisposableServer server =
        Servers.start(asked, progress.on(main.console(), Ticker.system()))) {
      main.interruption().onRequest(server::close);
      server(server.description());
      instrument(new InstrumentCheck(Ticker.system()).measure(server));
    } catch (SQLException lost) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "the server was lost: " + lost.getMessage(), lost);
    }
    say("verdict", "this machine can rehearse");
    return ExitCode.DONE;
  }

  private void machine(DatabaseSpec asked) {
    Machine machine = ThisMachine.describe();
    say("java", machine.java());
    say("system", machine.os() + ", " + machine.arch());
    String cores = Figures.count(machine.cores(), "core", "cores");
    say("processor", machine.cpu() == null ? cores : cores + ", " + machine.cpu());
    if (machine.memoryBytes() != null) {
      say("memory", Figures.size(machine.memoryBytes()));
    }
    Path place =
        asked.workDirectory() == null
            ? Path.of(System.getProperty("java.io.tmpdir"))
            : asked.workDirectory();
    say("disk", free(place));
  }

  private static String free(Path place) {
    try {
      return Figures.size(Files.getFileStore(place).getUsableSpace()) + " free in " + place;
    } catch (IOException unreadable) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          place + ": cannot be used (" + unreadable + ")",
          unreadable);
    }
  }

  private void server(Server server) {
    say("server", "Postgres " + server.version() + ", " + server.provider());
    say("", server.providerReason());
  }

  private void instrument(Instrument instrument) {
    say("clock", "moves in steps of " + Figures.duration(instrument.timerNanos()));
    say("round trip", twice(instrument.roundTripNanos(), instrument.roundTripP99Nanos()));
    say("schedule", twice(instrument.jitterNanos(), instrument.jitterP99Nanos()) + " late");
  }

  private static String twice(long median, long p99) {
    return Figures.duration(median) + " median, " + Figures.duration(p99) + " 99th percentile";
  }

  private void say(String name, String text) {
    PrintStream out = main.console().out();
    out.println(String.format(Locale.ROOT, "%-11s %s", name, text));
  }
}
