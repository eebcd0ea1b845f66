package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one changelog in formatted SQL. What stands before its first changeset is not run. */
final class LiquibaseChangelog {

  private static final Pattern MARK =
      Pattern.compile(
          "^\\s*--\\s*(changeset|property|rollback|preconditions?|precondition-\\S+|ignoreLines|include\\S*)"
              + "(?![\\w-])(.*)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMED =
      Pattern.compile("\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
  private static final Pattern BLOCK =
      Pattern.compile("^\\s*/\\*\\s*liquibase\\s*rollback\\s*$", Pattern.CASE_INSENSITIVE);

  private final Directory directory;
  private final String file;
  private final LiquibaseProperties properties;
  private final List<Problem> problems;
  private final ScriptText script;
  private final Lines lines;
  private final List<LiquibaseChangeset> changesets = new ArrayList<>();
  private LiquibaseChangeset current;
  private boolean inBlock;

  LiquibaseChangelog(
      Directory directory, String file, LiquibaseProperties properties, List<Problem> problems) {
    this.directory = directory;
    this.file = file;
    this.properties = properties;
    this.problems = problems;
    this.script = directory.text(file);
    this.lines = new Lines(script.text());
  }

  /** Those that would run against Postgres without any filter, in their order. */
  List<LiquibaseChangeset> changesets() {
    for (int number = 1; number <= lines.count(); number++) {
      read(number, lines.line(number));
    }
    return changesets.stream().filter(LiquibaseChangeset::runs).toList();
  }

  private void read(int number, String line) {
    Matcher mark = MARK.matcher(line);
    if (inBlock) {
      inBlock = !line.strip().endsWith("*/");
      current.back(number, properties.put(line.replace("*/", "")));
    } else if (mark.matches()) {
      mark(number, mark.group(1).toLowerCase(Locale.ROOT), mark.group(2));
    } else if (current != null && BLOCK.matcher(line).matches()) {
      inBlock = true;
    } else if (current != null) {
      current.forth(number, properties.put(line));
    }
  }

  private void mark(int number, String mark, String rest) {
    switch (mark) {
      case "changeset" -> changeset(number, rest);
      case "property" -> properties.define(new LiquibaseAttributes(rest));
      case "rollback" -> rollback(number, rest);
      default -> refuse(number, "says --" + mark + ", which only liquibase can answer");
    }
  }

  private void changeset(int number, String rest) {
    Matcher named = NAMED.matcher(rest);
    if (!named.matches()) {
      problems.add(directory.problem(file, number, "names no changeset; write AUTHOR:ID"));
      current = null;
      return;
    }
    LiquibaseAttributes attributes = new LiquibaseAttributes(named.group(3));
    current =
        new LiquibaseChangeset(
            file, number, bare(named.group(1)), bare(named.group(2)), attributes, script);
    changesets.add(current);
    String unknown = unknown(attributes);
    if (unknown != null) {
      refuse(number, unknown);
    }
  }

  private static String bare(String name) {
    return name.strip().replaceAll("^\"(.*)\"$", "$1");
  }

  /** What liquibase does with such a changeset that is not known here, or null. */
  private static String unknown(LiquibaseAttributes attributes) {
    if (attributes.text("(?:context|contextFilter)", "").contains("@")) {
      return "runs or not by the contexts that liquibase is given";
    }
    if (attributes.is("runAlways", false)) {
      return "runs in every deploy, wherever it stands (runAlways)";
    }
    if (!attributes.is("failOnError", true)) {
      return "lets the deploy go on behind a failure (failOnError)";
    }
    return attributes.has("runWith") ? "is run by another program (runWith)" : null;
  }

  /** Of no account in a changeset that is for another database. */
  private void refuse(int number, String what) {
    if (current == null || current.runs()) {
      problems.add(LiquibaseFiles.elsewhere(directory, file, number, what));
    }
  }

  private void rollback(int number, String rest) {
    if (current == null) {
      return;
    }
    if (rest.strip().toLowerCase(Locale.ROOT).startsWith("changesetid:")) {
      refuse(number, "takes back by another changeset");
    } else {
      current.back(number, properties.put(rest));
    }
  }
}
