package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which changelogs there are: the one that {@code liquibase.properties} names, or else all files of
 * the directory that say that they are formatted SQL, in the order of their names.
 */
final class LiquibaseFiles {

  private static final Pattern HEAD =
      Pattern.compile("\\A\\s*--\\s*liquibase\\s+formatted\\s+sql\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ROOT = Pattern.compile("\\bdatabaseChangeLog\\b");
  private static final Pattern NO_SQL = Pattern.compile("(?i).*\\.(?:xml|ya?ml|json)");

  private LiquibaseFiles() {}

  /** What tells that these are Liquibase's. */
  static Optional<String> recognise(Directory directory) {
    if (directory.has(LiquibaseConfiguration.FILE)) {
      return Optional.of("it has " + LiquibaseConfiguration.FILE);
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
    LiquibaseConfiguration configuration = LiquibaseConfiguration.of(directory, problems);
    if (configuration.changelog() != null) {
      return only(directory, configuration.changelog(), problems);
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
          LiquibaseConfiguration.FILE
              + " names the changelog "
              + file
              + ", which is not there; name the directory");
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
