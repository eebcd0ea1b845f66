package dev.rehearsal.harness.runner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind a changeset's or a property's mark as {@code name:value}.
 *
 * @param text of the line
 */
record LiquibaseAttributes(String text) {

  /** The value without quotes, or the other where the attribute is not there. */
  String text(String name, String otherwise) {
    Matcher found =
        Pattern.compile("(?i)(?:^|\\s)" + name + ":(\"[^\"]*\"|'[^']*'|\\S+)").matcher(text);
    return found.find() ? found.group(1).replaceAll("^([\"'])(.*)\\1$", "$2") : otherwise;
  }

  boolean has(String name) {
    return text(name, null) != null;
  }

  boolean is(String name, boolean otherwise) {
    return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
  }

  /** Whether {@code dbms} lets Postgres through: named, all, or only others barred. */
  boolean forPostgres() {
    List<String> named =
        Arrays.stream(text("dbms", "all").split(","))
            .map(each -> each.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (named.contains("none") || named.contains("!postgresql")) {
      return false;
    }
    return named.contains("all")
        || named.contains("postgresql")
        || named.stream().allMatch(each -> each.startsWith("!"));
  }
}
