package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a Flyway migration, with values in the place of its placeholders. */
final class FlywayText {

  private final FlywayConfiguration configuration;
  private final Pattern placeholder;

  FlywayText(FlywayConfiguration configuration) {
    this.configuration = configuration;
    this.placeholder =
        Pattern.compile(
            Pattern.quote(configuration.text("placeholderPrefix", "${"))
                + "([^\\r\\n]*?)"
                + Pattern.quote(configuration.text("placeholderSuffix", "}")));
  }

  /** Whether the file beside the migration's says so; null if it says nothing of it. */
  static Boolean executeInTransaction(Directory directory, FlywayFile file) {
    String said = beside(directory, file).getProperty("executeInTransaction");
    return said == null ? null : (Boolean) Boolean.parseBoolean(said.strip());
  }

  /** What the file beside the migration's says, {@code V1__name.sql.conf}. */
  private static Properties beside(Directory directory, FlywayFile file) {
    Properties properties = new Properties();
    String conf = file.path() + ".conf";
    if (directory.has(conf)) {
      try {
        properties.load(new StringReader(directory.text(conf).text()));
      } catch (IOException | IllegalArgumentException e) {
        throw directory.problem(conf, 1, "is no file of properties: " + e.getMessage());
      }
    }
    return properties;
  }

  /**
   * Reads it.
   *
   * @param problems gets placeholders without a value
   */
  ScriptText read(Directory directory, FlywayFile file, List<Problem> problems) {
    ScriptText script = directory.text(file.path());
    String own = beside(directory, file).getProperty("placeholderReplacement");
    boolean replaces =
        own == null
            ? configuration.is("placeholderReplacement", true)
            : Boolean.parseBoolean(own.strip());
    return replaces ? script.with(replaced(script.text(), directory, file, problems)) : script;
  }

  private String replaced(
      String text, Directory directory, FlywayFile file, List<Problem> problems) {
    SortedMap<String, String> values = values(file);
    Matcher found = placeholder.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (found.find()) {
      String value = values.get(found.group(1));
      if (value == null) {
        int line =
            1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
        problems.add(
            directory.problem(
                file.path(),
                line,
                "the placeholder "
                    + found.group()
                    + " has no value, and flyway refuses the migration; give it one with"
                    + " flyway.placeholders."
                    + found.group(1)
                    + " in the directory's flyway.conf, or in flyway.toml"));
        value = "";
      }
      found.appendReplacement(replaced, Matcher.quoteReplacement(value.replace('\n', ' ')));
    }
    return found.appendTail(replaced).toString();
  }

  /** Of Flyway's own those that do not tell where and when it runs. */
  private SortedMap<String, String> values(FlywayFile file) {
    SortedMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.put("flyway:defaultSchema", configuration.schema());
    values.put("flyway:table", configuration.table());
    values.put("flyway:filename", file.path().substring(file.path().lastIndexOf('/') + 1));
    values.putAll(configuration.placeholders());
    return values;
  }
}
