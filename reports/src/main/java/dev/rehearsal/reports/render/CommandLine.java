package dev.rehearsal.reports.render;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as one would type it into a POSIX shell. */
final class CommandLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private CommandLine() {}

  static String quoted(List<String> arguments) {
    return Visible.text(
        arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
