package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code sqitch.conf} says, of the target's and the engine's own section first. */
final class SqitchConfiguration {

  static final String FILE = "sqitch.conf";

  private static final Pattern SECTION =
      Pattern.compile("\\s*\\[\\s*([\\w.-]+)(?:\\s+\"([^\"]*)\")?\\s*].*");
  private static final Pattern VALUE =
      Pattern.compile("\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^#;]*)).*");

  private final Map<String, String> values;

  private SqitchConfiguration(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The directory's own, which may have none.
   *
   * @param problems gets what makes the tool do more than is known here
   */
  static SqitchConfiguration of(Directory directory, List<Problem> problems) {
    Map<String, String> values = new HashMap<>();
    if (directory.has(FILE)) {
      Lines lines = new Lines(directory.text(FILE).text());
      String section = "";
      for (int number = 1; number <= lines.count(); number++) {
        Matcher head = SECTION.matcher(lines.line(number));
        Matcher value = VALUE.matcher(lines.line(number));
        if (head.matches()) {
          section = head.group(1) + (head.group(2) == null ? "" : "." + head.group(2)) + ".";
        } else if (value.matches()) {
          String key = (section + value.group(1)).toLowerCase(Locale.ROOT);
          String said = value.group(2) == null ? value.group(3).strip() : value.group(2);
          values.put(key, said);
          refuse(directory, number, key, said, problems);
        }
      }
    }
    return new SqitchConfiguration(values);
  }

  private static void refuse(
      Directory directory, int line, String key, String said, List<Problem> problems) {
    if (key.equals("core.engine") && !said.equals("pg")) {
      problems.add(directory.problem(FILE, line, "is not for Postgres, which is the engine pg"));
    } else if (key.matches("(?:core|deploy|engine\\.pg|target\\..*)\\.?variables\\..*")) {
      problems.add(Sqitch.elsewhere(directory, FILE, line, "sets variables of psql"));
    } else if (key.equals("deploy.verify") && said.matches("(?i)true|yes|on|1")) {
      problems.add(Sqitch.elsewhere(directory, FILE, line, "has each change verified"));
    }
  }

  /** As App::Sqitch::Target has it: of the target that is used if none is named, first. */
  private String value(String key, String otherwise) {
    String target = values.getOrDefault("core.target", values.getOrDefault("engine.pg.target", ""));
    return Stream.of("target." + target.toLowerCase(Locale.ROOT), "engine.pg", "core")
        .map(section -> values.get(section + "." + key))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(otherwise);
  }

  String planFile() {
    return value("plan_file", below("sqitch.plan"));
  }

  String registry() {
    return value("registry", "sqitch");
  }

  /** The script of a change, one way. */
  String script(String way, String name) {
    return value(way + "_dir", below(way)) + "/" + name + "." + value("extension", "sql");
  }

  private String below(String file) {
    String top = value("top_dir", ".");
    return top.equals(".") ? file : top + "/" + file;
  }
}
