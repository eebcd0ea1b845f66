package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the user's terms why a server did not start, from what it wrote. */
final class StartProblem {
  private static final Pattern BAD_SETTING =
      Pattern.compile(
          "(?m)(?:LOG|FATAL): +("
              + "unrecognized configuration parameter \"([^\"]+)\".*"
              + "|invalid value for parameter \"([^\"]+)\".*"
              + "|parameter \"([^\"]+)\" (?:requires|cannot).*"
              + "|-?[0-9.]+ .*is outside the valid range for parameter \"([^\"]+)\".*)$");
  private static final int LINES = 8;

  private StartProblem() {}

  /**
   * The problem behind a failed start.
   *
   * @param what what failed, a few words
   * @param output the end of what was written
   * @param directory where the server was to keep its files
   */
  static Problem of(String what, String output, Path directory) {
    Matcher setting = BAD_SETTING.matcher(output);
    if (setting.find()) {
      String name = firstGroup(setting);
      return new Problem(Problem.Kind.USAGE, "--set " + name + ": " + setting.group(1).strip());
    }
    if (output.contains("No space left on device")) {
      return diskFull(directory);
    }
    return new Problem(
        Problem.Kind.CANNOT_REHEARSE, what + "; the end of its log:\n" + lastLines(output));
  }

  /** As above, where an operation on files failed. */
  static Problem of(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (message.contains("No space left on device")) {
      return new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "no space left on the disk (" + message + "); free some, or name another work directory",
          e);
    }
    return new Problem(Problem.Kind.CANNOT_REHEARSE, "the server did not start: " + message, e);
  }

  /** The disk under the directory is full. */
  static Problem diskFull(Path directory) {
    return new Problem(
        Problem.Kind.CANNOT_REHEARSE,
        "no space left on the disk of "
            + directory
            + "; free some, or name another work directory");
  }

  private static String firstGroup(Matcher setting) {
    for (int group = 2; group <= setting.groupCount(); group++) {
      if (setting.group(group) != null) {
        return setting.group(group);
      }
    }
    throw new IllegalStateException("the pattern names the setting in every branch");
  }

  private static String lastLines(String output) {
    String[] lines = output.split("\n");
    int from = Math.max(0, lines.length - LINES);
    return String.join("\n", java.util.Arrays.copyOfRange(lines, from, lines.length));
  }
}
