package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code sqitch.plan}, whose lines are the changes and tags in their order. */
final class SqitchPlan {

  private static final Pattern PRAGMA = Pattern.compile("\\s*%\\s*([\\w-]+)\\s*=\\s*(.*?)\\s*");
  private static final Pattern TAG = Pattern.compile("\\s*@([^\\s@]+)(?:\\s.*)?");
  private static final Pattern CHANGE =
      Pattern.compile("\\s*([+-]?)\\s*([^\\s\\[@#%+-][^\\s\\[@#]*)\\s*(?:\\[([^]]*)])?\\s.*");

  private final Directory directory;
  private final String file;
  private final List<Problem> problems;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private String project;

  /**
   * @param problems gets what is wrong with the plan, and what only the tool can answer
   */
  SqitchPlan(Directory directory, String file, List<Problem> problems) {
    this.directory = directory;
    this.file = file;
    this.problems = problems;
    Lines lines = new Lines(directory.text(file).text());
    for (int number = 1; number <= lines.count(); number++) {
      read(number, lines.line(number));
    }
    if (project == null) {
      problems.add(directory.problem(file, 1, "has no line %project=NAME, which sqitch refuses"));
    }
  }

  /** Its name, or null if it has none. */
  String project() {
    return project;
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  private void read(int number, String line) {
    Matcher pragma = PRAGMA.matcher(line);
    Matcher tag = TAG.matcher(line);
    Matcher change = CHANGE.matcher(line + " ");
    if (line.isBlank() || line.strip().startsWith("#")) {
      return;
    }
    if (pragma.matches()) {
      project = pragma.group(1).equals("project") ? pragma.group(2) : project;
    } else if (tag.matches()) {
      tag(number, tag.group(1));
    } else if (change.matches()) {
      change(number, change);
    } else {
      problems.add(
          directory.problem(file, number, "is neither a change nor a tag; write NAME, or @TAG"));
    }
  }

  private void tag(int number, String name) {
    if (changes.isEmpty()) {
      problems.add(directory.problem(file, number, "tags nothing; put it behind a change"));
      return;
    }
    changes.get(changes.size() - 1).tags().add("@" + name);
    known.add("@" + name);
  }

  private void change(int number, Matcher line) {
    String name = line.group(2);
    if (line.group(1).equals("-")) {
      problems.add(Sqitch.elsewhere(directory, file, number, "takes a change back in its plan"));
    }
    if (line.group(3) != null) {
      Arrays.stream(line.group(3).strip().split("\\s+"))
          .filter(dependency -> !dependency.isEmpty())
          .forEach(dependency -> requires(number, dependency));
    }
    changes.add(new Change(number, name, new ArrayList<>()));
    known.add(name);
  }

  private void requires(int number, String dependency) {
    if (dependency.startsWith("!")) {
      problems.add(Sqitch.elsewhere(directory, file, number, "conflicts with another change"));
    } else if (dependency.contains(":") && !dependency.startsWith(project + ":")) {
      problems.add(Sqitch.elsewhere(directory, file, number, "requires another project's change"));
    } else {
      String own = dependency.substring(dependency.indexOf(':') + 1);
      int at = own.indexOf('@');
      if (!known.contains(at > 0 ? own.substring(0, at) : own)) {
        problems.add(
            directory.problem(
                file, number, "requires " + own + ", which does not stand before it; move it"));
      }
    }
  }

  /**
   * One line.
   *
   * @param tags behind it, with their sign
   */
  record Change(int line, String name, List<String> tags) {}
}
