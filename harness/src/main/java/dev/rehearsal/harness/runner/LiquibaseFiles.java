package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which changelogs there are: the one that {@code liquibase.properties} names, or else all files of
 * the directory that say that they are formatted SQL, in the order of their names.
 */
final class LiquibaseFiles {

  private static final Pattern HEAD =
      Pattern.compile("\\A\\s*--\\s*liquibase\\s+formatted\\s+sql\\b", Pattern.CASE_INSENSITIVE);
  private static final String PROPERTIES = "liquibase.properties";
  private static final Pattern CHANGELOG = property("change-?log-?file");
  private static final Pattern FILTER = property("(?:contexts?|labels?)(?:-?filter)?");
  private static final Pattern ROOT = Pattern.compile("\\bdatabaseChangeLog\\b");
  private static final Pattern NO_SQL = Pattern.compile("(?i).*\\.(?:xml|ya?ml|json)");

  private LiquibaseFiles() {}

  private static Pattern property(String name) {
    return Pattern.compile(
        "(?mi)^[ \\t]*(?:liquibase\\.)?(?:command\\.)?" + name + "[ \\t]*[=:][ \\t]*(\\S.*)$");
  }

  /** What tells that these are Liquibase's. */
  static Optional<String> recognise(Directory directory) {
    if (directory.has(PROPERTIES)) {
      return Optional.of("it has " + PROPERTIES);
    }
    return Optional.ofNullable(directory.fileWith(HEAD))
        .map(file -> file + " says --liquibase formatted sql");
  }

  /**
   * The changelogs, in the order in which they run.
   *
   * @param problems gets why the order, or what is in it, cannot be known
   */
  static List<String> of(Directory directory, List<Problem> problems) {
    if (directory.has(PROPERTIES)) {
      String text = directory.text(PROPERTIES).text();
      Matcher filter = FILTER.matcher(text);
      if (filter.find()) {
        int line = (int) text.substring(0, filter.start()).lines().count() + 1;
        problems.add(elsewhere(directory, PROPERTIES, line, "filters changesets"));
      }
      Matcher named = CHANGELOG.matcher(text);
      if (named.find()) {
        return only(directory, named.group(1).strip(), problems);
      }
    }
    for (String file : directory.files()) {
      if (NO_SQL.matcher(file).matches() && ROOT.matcher(directory.text(file).text()).find()) {
        problems.add(elsewhere(directory, file, 1, "is a changelog that is no SQL"));
        return List.of();
      }
    }
    return directory.sqlFiles().stream()
        .filter(file -> HEAD.matcher(directory.text(file).text()).find())
        .toList();
  }

  private static List<String> only(Directory directory, String file, List<Problem> problems) {
    if (!directory.has(file)) {
      throw directory.problem(
          PROPERTIES + " names the changelog " + file + ", which is not there; name the directory");
    }
    if (!HEAD.matcher(directory.text(file).text()).find()) {
      problems.add(elsewhere(directory, file, 1, "is a changelog that is no formatted SQL"));
      return List.of();
    }
    return List.of(file);
  }

  /** What only the tool itself can tell. */
  static Problem elsewhere(Directory directory, String file, int line, String what) {
    return directory.problem(
        file,
        line,
        what
            + "; rehearse with --in-process, or with --command 'liquibase --url={jdbc-url}"
            + " --username={user} --password={password} update'");
  }
}
