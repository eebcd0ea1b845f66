package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Secrets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code rehearse}. */
@Command(
    name = "rehearse",
    description = "Rehearses a PostgreSQL migration before it is run for real.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      ReportCommand.class,
      WatchCommand.class,
      DoctorCommand.class,
      ExplainCommand.class,
      SchemaCommand.class,
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0   rehearsed: PASS or WARN",
      "  1   rehearsed: FAIL, a budget was exceeded or something was found",
      "  2   the command line, the configuration or an input file is not understood",
      "  3   Postgres rejected the migration",
      "  4   INCONCLUSIVE, or this machine could not rehearse",
      " 70   a bug in this program",
      "130   interrupted (143 when terminated); what was recorded is kept, marked aborted",
      "",
      "DATABASE_URL and PG* variables are never read: a rehearsal only ever touches a server that it"
          + " started itself."
    })
public final class Main implements Runnable {

  private final Console console;
  private final Interruption interruption;

  private List<String> command = List.of();

  @Spec private CommandSpec spec;

  Main(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  /** Runs the program and ends the process. */
  public static void main(String[] arguments) {
    Interruption interruption = Interruption.watch();
    int exitCode = new Main(Console.ofProcess(), interruption).execute(arguments);
    interruption.finished();
    System.exit(exitCode);
  }

  /** Runs the program and says what the process should end with. Never throws. */
  int execute(String... arguments) {
    command = Stream.concat(Stream.of("rehearse"), Secrets.mask(arguments)).toList();
    Failures failures = new Failures(console.err(), interruption);
    try {
      return commandLine(failures).execute(arguments);
    } catch (Throwable unforeseen) {
      return failures.handle(unforeseen);
    }
  }

  CommandLine commandLine(Failures failures) {
    Ansi ansi = console.coloured(Console.ColorMode.AUTO) ? Ansi.ON : Ansi.OFF;
    return new CommandLine(this)
        .setOut(new java.io.PrintWriter(console.out(), true))
        .setErr(new java.io.PrintWriter(console.err(), true))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setOverwrittenOptionsAllowed(true)
        .registerConverter(Console.ColorMode.class, new Word<>(Console.ColorMode.values()))
        .registerConverter(ProgressStyle.class, new Word<>(ProgressStyle.values()))
        .registerConverter(ReportCommand.Format.class, new Word<>(ReportCommand.Format.values()))
        .registerConverter(SchemaCommand.File.class, new Word<>(SchemaCommand.File.values()))
        .setUsageHelpLongOptionsMaxWidth(28)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  Console console() {
    return console;
  }

  /** What was typed, for the recording: secrets masked. */
  List<String> command() {
    return command;
  }

  /** Says that nothing came of it. */
  int interrupted() {
    console.err().println("interrupted; what was started is gone again");
    return ExitCode.INTERRUPTED;
  }

  Interruption interruption() {
    return interruption;
  }
}
