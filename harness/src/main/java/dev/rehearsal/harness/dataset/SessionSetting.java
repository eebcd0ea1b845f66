package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SET of one session parameter.
 *
 * @param name in lower case
 * @param value in lower case, without quotes
 */
record SessionSetting(String name, String value) {
  private static final Pattern SET =
      Pattern.compile(
          "(?is)SET\\s+(?:(?:SESSION|LOCAL)\\s+)?([\\w.]+)\\s*(?:=|\\sTO\\s)\\s*'?([^']*)'?\\s*");
  private static final Set<String> UTF_8 = Set.of("utf8", "utf-8", "unicode", "default");

  static Optional<SessionSetting> of(String sql) {
    Matcher set = SET.matcher(sql);
    return set.matches()
        ? Optional.of(new SessionSetting(lower(set.group(1)), lower(set.group(2).strip())))
        : Optional.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Problem of kind USAGE if the file is read differently from how it asks to be read
   */
  static void check(Statement statement) {
    of(statement.sql()).ifPresent(setting -> setting.check(statement.place()));
  }

  private void check(String place) {
    if (name.equals("client_encoding") && !UTF_8.contains(value)) {
      throw new Problem(
          Problem.Kind.USAGE,
          place
              + ": the file is in "
              + value.toUpperCase(Locale.ROOT)
              + ", and only UTF-8 is read; dump again with pg_dump --encoding=UTF8");
    }
    if (name.equals("standard_conforming_strings") && !value.equals("on")) {
      throw new Problem(
          Problem.Kind.USAGE,
          place
              + ": strings with backslash escapes (standard_conforming_strings = off) are not read;"
              + " dump again with PGOPTIONS='-c standard_conforming_strings=on'");
    }
  }
}
