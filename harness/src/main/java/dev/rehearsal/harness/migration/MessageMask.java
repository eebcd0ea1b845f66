package dev.rehearsal.harness.migration;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes values out of server messages. The wording is that of PostgreSQL's sources in English;
 * where the same SQLSTATE may come from a RAISE and the routine is not known, other words are
 * hidden.
 */
final class MessageMask {
  private static final String HIDDEN = "(text hidden)";
  private static final String RAISED = "(text of RAISE hidden)";

  private static final Set<String> RAISE = Set.of("exec_stmt_raise", "exec_stmt_assert");

  /** Functions of other languages' handlers that send text of the user's code. */
  private static final Set<String> FOREIGN_CODE =
      Set.of("PLy_output", "PLy_elog", "PLy_elog_impl", "do_util_elog", "pltcl_elog");

  /** Classes that nobody gives to a RAISE (documentation, appendix A). */
  private static final Set<String> SERVER_CLASSES =
      Set.of(
          "03", "08", "0A", "0B", "0L", "0P", "0Z", "21", "24", "25", "26", "27", "28", "2B", "2D",
          "2F", "34", "3B", "3D", "3F", "40", "44", "53", "54", "55", "57", "58", "F0", "XX");

  /** Classes of the server that a RAISE may well use. */
  private static final Set<String> SHARED_CLASSES = Set.of("00", "01", "23", "P0");

  private static final String NAME = "\"[^\"]+\"";

  private static final List<Pattern> WORDINGS =
      patterns(
          "null value in column NAME of relation NAME violates not-null constraint",
          "column NAME of relation NAME contains null values",
          "domain \\S+ does not allow null values",
          "column NAME of table NAME contains (null )?values( that violate the new constraint)?",
          "duplicate key value violates unique constraint NAME",
          "could not create (unique index|exclusion constraint) NAME",
          "(insert or update|update or delete) on table NAME violates"
              + " (foreign key constraint|RESTRICT setting of foreign key constraint) NAME"
              + "( on table NAME)?",
          "(new row for relation NAME|value for domain \\S+) violates (check|partition) constraint"
              + "( NAME)?",
          "(check|partition) constraint (NAME )?of relation NAME is violated by some row",
          "(updated )?partition constraint for default partition NAME would be violated by some row",
          "no partition of relation NAME found for row",
          "conflicting key value violates exclusion constraint NAME",
          "removing partition NAME violates foreign key constraint NAME",
          "query returned no rows",
          "query returned more than one row",
          "[a-z ]+ NAME( (of|for|on) (relation|table) NAME)? (does not|already) exists?, skipping",
          "drop cascades to \\d+ other objects",
          "truncate cascades to table NAME",
          "merging (multiple inherited definitions of )?column NAME( with inherited definition)?",
          "merging constraint NAME with inherited definition");

  private static final Pattern SEVERITY = Pattern.compile("^[A-Z]+: +");
  private static final Pattern NEAR = Pattern.compile("at or near \"(.*)$");
  private static final Pattern WORD_OR_SIGN =
      Pattern.compile("([A-Za-z_]\\w*|[^\\w\\s'\"$]{1,3})\"?");
  private static final Pattern BYTES = Pattern.compile("0x[0-9a-fA-F]{2}");
  private static final Pattern PARAMETER =
      Pattern.compile("^invalid value for parameter " + NAME + "(?=: )");

  private MessageMask() {}

  static String mask(String sqlState, String message, String routine) {
    if (routine != null && RAISE.contains(routine) || "P0001".equals(sqlState)) {
      return RAISED;
    }
    String line = SEVERITY.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
    if (sqlState == null) {
      return line;
    }
    switch (stateClass(sqlState)) {
      case "22":
        return value(line);
      case "42":
        return near(line);
      default:
        return wordedByServer(stateClass(sqlState), line, routine) ? line : HIDDEN;
    }
  }

  private static String stateClass(String sqlState) {
    return sqlState.substring(0, Math.min(2, sqlState.length()));
  }

  private static boolean wordedByServer(String stateClass, String line, String routine) {
    if (SERVER_CLASSES.contains(stateClass)) {
      return true;
    }
    boolean known = routine != null && !FOREIGN_CODE.contains(routine);
    return known && SHARED_CLASSES.contains(stateClass)
        || WORDINGS.stream().anyMatch(wording -> wording.matcher(line).matches());
  }

  /** Whatever stands between the first and the last quotation mark; a value may hold some too. */
  private static String value(String line) {
    Matcher parameter = PARAMETER.matcher(line);
    String kept = parameter.find() ? parameter.group() : "";
    String rest = line.substring(kept.length());
    int first = rest.indexOf('"');
    int last = rest.lastIndexOf('"');
    if (first >= 0) {
      String behind = last > first ? rest.substring(last + 1) : "";
      rest = rest.substring(0, first) + "\"…\"" + behind;
    }
    return kept + BYTES.matcher(rest).replaceAll("0x…");
  }

  /** A syntax error quotes the token at which it was seen, or everything from it on. */
  private static String near(String line) {
    Matcher near = NEAR.matcher(line);
    if (!near.find() || WORD_OR_SIGN.matcher(near.group(1)).matches()) {
      return line;
    }
    return line.substring(0, near.start(1)) + "…\"";
  }

  private static List<Pattern> patterns(String... wordings) {
    return List.of(wordings).stream().map(w -> Pattern.compile(w.replace("NAME", NAME))).toList();
  }
}
