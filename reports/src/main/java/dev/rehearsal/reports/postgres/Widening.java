package dev.rehearsal.reports.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of a column's type that need nothing of the rows, because every old value is a new one as
 * it stands. Names the plain cases only; whether a table was rewritten is for the server to say,
 * this tells which of several columns was not the cause.
 */
public final class Widening {

  private static final Pattern VARYING =
      Pattern.compile("(character varying|bit varying)(?:\\((\\d+)\\))?");
  private static final Pattern NUMERIC = Pattern.compile("numeric(?:\\((\\d+),(-?\\d+)\\))?");

  private Widening() {}

  /**
   * Whether a column may go from one type to the other without its rows being written.
   *
   * @param before a type as {@code format_type} spells it, or null
   * @param after likewise
   */
  public static boolean is(String before, String after) {
    if (before == null || after == null) {
      return false;
    }
    return before.equals(after) || varying(before, after) || numeric(before, after);
  }

  private static boolean varying(String before, String after) {
    Matcher was = VARYING.matcher(before);
    if (!was.matches()) {
      return false;
    }
    Matcher is = VARYING.matcher(after);
    if (!is.matches()) {
      return was.group(1).startsWith("character") && after.equals("text");
    }
    return was.group(1).equals(is.group(1)) && (limit(is) >= limit(was));
  }

  private static long limit(Matcher type) {
    return Optional.ofNullable(type.group(2)).map(Long::parseLong).orElse(Long.MAX_VALUE);
  }

  private static boolean numeric(String before, String after) {
    Matcher was = NUMERIC.matcher(before);
    Matcher is = NUMERIC.matcher(after);
    if (!was.matches() || !is.matches()) {
      return false;
    }
    if (is.group(1) == null) {
      return true;
    }
    return was.group(1) != null
        && is.group(2).equals(was.group(2))
        && Long.parseLong(is.group(1)) >= Long.parseLong(was.group(1));
  }
}
