package dev.rehearsal.reports.render;

/**
 * Makes what cannot be seen in foreign text visible: control characters, direction overrides,
 * unpaired surrogates. SQL, names and messages come from strangers; a reader must see what the
 * server saw, and a terminal must not obey it.
 */
final class Visible {
  private Visible() {}

  /** The text with every invisible character as {@code \}{@code u202E}, line ends as \n. */
  static String text(String foreign) {
    StringBuilder out = new StringBuilder(foreign.length());
    foreign.replace("\r\n", "\n").codePoints().forEach(point -> append(point, out));
    return out.toString();
  }

  private static void append(int point, StringBuilder out) {
    if (point == '\n' || point == '\t' || !invisible(point)) {
      out.appendCodePoint(point);
    } else {
      String digits = Integer.toHexString(point).toUpperCase(java.util.Locale.ROOT);
      out.append("\\u").append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
    }
  }

  private static boolean invisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          point != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  /** Joins emoji and letters of some scripts; harmless. */
  private static final int ZERO_WIDTH_JOINER = 0x200D;
}
