package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files whose names begin with the number of their version. */
final class NumberedFiles {

  private NumberedFiles() {}

  /**
   * Those of the pattern by their number, which is its first group, in ascending order.
   *
   * @param problems gets those that have the number of another
   */
  static SortedMap<BigInteger, String> of(
      Directory directory, Pattern pattern, List<Problem> problems) {
    return of(directory, pattern, BigInteger::new, problems);
  }

  /**
   * The same, in the order of what a tool makes of the digits.
   *
   * @param number of digits; null if the tool can make nothing of them
   */
  static SortedMap<BigInteger, String> of(
      Directory directory,
      Pattern pattern,
      Function<String, BigInteger> number,
      List<Problem> problems) {
    SortedMap<BigInteger, String> files = new TreeMap<>();
    for (String file : directory.files()) {
      Matcher name = pattern.matcher(file);
      BigInteger version = name.matches() ? number.apply(name.group(1)) : null;
      if (name.matches() && version == null) {
        problems.add(
            directory.problem(file, 1, "begins with no number that counts; number it anew"));
      } else if (name.matches()) {
        String other = files.putIfAbsent(version, file);
        if (other != null) {
          String taken = "has the version of " + other + "; number one of them anew";
          problems.add(directory.problem(file, 1, taken));
        }
      }
    }
    return files;
  }

  /** The name without its extension. */
  static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  /**
   * Refuses what is not SQL.
   *
   * @param written of the files that the tool takes for migrations but that are not SQL
   * @param command what to rehearse instead
   */
  static void refuse(Directory directory, Pattern written, String command, List<Problem> problems) {
    for (String file : directory.files()) {
      if (written.matcher(file).matches()) {
        String code = "is a migration that is no SQL; rehearse with --command '" + command + "'";
        problems.add(directory.problem(file, 1, code));
      }
    }
  }
}
