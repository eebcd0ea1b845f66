package dev.rehearsal.harness.migration;

import java.util.regex.Pattern;

/** Takes values out of text of which nobody knows what it is. */
final class OutputMask {

  /** Not the apostrophe of a word. */
  private static final Pattern STRING =
      Pattern.compile("(?<![\\p{L}\\p{N}])'(?:[^'\\n]|'')*'(?![\\p{L}\\p{N}])");

  private static final Pattern DOLLAR_STRING =
      Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

  /** Key (email)=(x@example.org) already exists. */
  private static final Pattern KEY = Pattern.compile("\\)=\\([^\\n]*\\)");

  private static final Pattern ROW = Pattern.compile("(?i)(row contains )\\([^\\n]*\\)");

  /** CONTEXT of COPY: a line of data. */
  private static final Pattern COPIED = Pattern.compile("(COPY \\S+, line \\d+[^:\\n]*: )[^\\n]*");

  private OutputMask() {}

  static String mask(String text) {
    String masked = DOLLAR_STRING.matcher(text).replaceAll("'…'");
    masked = STRING.matcher(masked).replaceAll("'…'");
    masked = KEY.matcher(masked).replaceAll(")=(…)");
    masked = ROW.matcher(masked).replaceAll("$1(…)");
    return COPIED.matcher(masked).replaceAll("$1…");
  }
}
