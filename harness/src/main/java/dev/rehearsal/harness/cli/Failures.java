package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.UnreadableFileException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into an exit code and a sentence. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String REPORT_BUG =
      "this is a bug in rehearse, not in your migration; please report it with these lines";

  private final PrintStream err;
  private final Interruption interruption;

  Failures(PrintStream err, Interruption interruption) {
    this.err = err;
    this.interruption = interruption;
  }

  @Override
  public int handleParseException(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    err.println(sentence(misuse, command) + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    return handle(failure);
  }

  /** The same for everything that can be thrown. */
  int handle(Throwable failure) {
    if (interruption.requested()) {
      err.println("interrupted; what was started is gone again");
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof Problem problem) {
      err.println(problem.getMessage());
      return problem.kind().exitCode();
    }
    if (failure instanceof UnreadableFileException unreadable) {
      err.println(unreadable.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof OutOfMemoryError) {
      err.println("out of memory: give the program more with REHEARSE_JAVA_OPTS=-Xmx1g");
      return ExitCode.CANNOT_REHEARSE;
    }
    err.println(REPORT_BUG + " (" + Version.line() + "):");
    failure.printStackTrace(err);
    return ExitCode.BUG;
  }

  private static String sentence(ParameterException misuse, CommandLine command) {
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0), command);
    }
    String message = misuse.getMessage().strip();
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String unknown(String argument, CommandLine command) {
    boolean option = argument.startsWith("-");
    String name = argument.split("=", 2)[0];
    List<String> known = new ArrayList<>();
    if (option) {
      command.getCommandSpec().options().forEach(each -> known.addAll(List.of(each.names())));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
    return "unknown " + kind + " '" + name + "'" + suggestion(name, known);
  }

  private static String suggestion(String name, List<String> known) {
    return Nearest.to(name, known).map(nearest -> ", did you mean " + nearest + "?").orElse("");
  }
}
