package dev.rehearsal.harness.runner;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that stand in the place of <code>${name}</code>, in all files behind their definition. */
final class LiquibaseProperties {

  private static final Pattern PLACE = Pattern.compile("\\$\\{\\s*([^}\\s]+)\\s*}");

  private final Map<String, String> values;

  /**
   * @param given outside of the changelogs, which comes first
   */
  LiquibaseProperties(Map<String, String> given) {
    this.values = new HashMap<>(given);
  }

  /** The first definition counts. */
  void define(LiquibaseAttributes attributes) {
    String name = attributes.text("name", null);
    if (name != null && attributes.forPostgres()) {
      values.putIfAbsent(name, attributes.text("value", ""));
    }
  }

  /** One without a value is left as it is, which is what Liquibase does. */
  String put(String line) {
    Matcher place = PLACE.matcher(line);
    return place.replaceAll(
        found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }
}
