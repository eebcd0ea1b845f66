package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.KeyedFile;
import dev.rehearsal.harness.config.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code liquibase.properties} says, as far as it decides what is sent. */
final class LiquibaseConfiguration {

  static final String FILE = "liquibase.properties";

  private static final String PARAMETER = "parameter.";
  private static final Set<String> FILTERS =
      Set.of("context", "contexts", "contextfilter", "label", "labels", "labelfilter");

  /** Where its tables are, and what they are called, with the values that change nothing. */
  private static final Map<String, String> PLACES =
      Map.of(
          "defaultschemaname", "public",
          "liquibaseschemaname", "public",
          "databasechangelogtablename", "databasechangelog",
          "databasechangeloglocktablename", "databasechangeloglock");

  private final SortedMap<String, String> values;

  private LiquibaseConfiguration(SortedMap<String, String> values) {
    this.values = values;
  }

  /**
   * The directory's own, which may have none.
   *
   * @param problems gets what makes the tool do something else than is known here
   */
  static LiquibaseConfiguration of(Directory directory, List<Problem> problems) {
    SortedMap<String, String> values = new TreeMap<>();
    if (directory.has(FILE)) {
      String text = directory.text(FILE).text();
      read(directory, text, problems)
          .forEach(
              (said, value) -> {
                String key = key(said);
                values.put(key, value);
                String what = unknown(key, value);
                if (what != null) {
                  problems.add(LiquibaseFiles.elsewhere(directory, FILE, line(text, said), what));
                }
              });
    }
    return new LiquibaseConfiguration(values);
  }

  private static SortedMap<String, String> read(
      Directory directory, String text, List<Problem> problems) {
    try {
      return KeyedFile.read(directory.path().resolve(FILE).toString(), text);
    } catch (Problem broken) {
      problems.add(broken);
      return new TreeMap<>();
    }
  }

  /** Liquibase takes a key with or without these, and but for parameters in any form of writing. */
  private static String key(String said) {
    String bare = said.replaceFirst("^(?i:liquibase\\.)?(?i:command\\.(?:update\\.)?)?", "");
    return bare.startsWith(PARAMETER) ? bare : bare.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String unknown(String key, String value) {
    if (FILTERS.contains(key)) {
      return "filters changesets";
    }
    String usual = PLACES.get(key);
    return usual == null || usual.equalsIgnoreCase(value)
        ? null
        : "has tables in another place than " + usual;
  }

  private static int line(String text, String key) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith(key)) {
        return i + 1;
      }
    }
    return 1;
  }

  /** The changelog that it names, or null. */
  String changelog() {
    return values.get("changelogfile");
  }

  /** The values for {@code ${name}}, by name. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(PARAMETER)) {
            parameters.put(key.substring(PARAMETER.length()), value);
          }
        });
    return parameters;
  }
}
