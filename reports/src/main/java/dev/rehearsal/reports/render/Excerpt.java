package dev.rehearsal.reports.render;

import java.util.List;

/**
 * Foreign text, short enough to print.
 *
 * @param text the text, or its beginning
 * @param note what was left out, or null if nothing was
 */
record Excerpt(String text, String note) {

  /** Longest SQL text that a report carries inline; the rest stays in the recording. */
  static final int LONGEST = 2048;

  private static final int LONGEST_LINE = 120;

  static Excerpt of(String foreign) {
    return of(foreign, LONGEST);
  }

  static Excerpt of(String foreign, int longest) {
    if (foreign.length() <= longest) {
      return new Excerpt(Visible.text(foreign), null);
    }
    String note =
        "Cut here: the first %,d of %,d characters are shown, the recording has all of them.";
    return new Excerpt(
        Visible.text(beginning(foreign, longest)),
        String.format(java.util.Locale.ROOT, note, longest, foreign.length()));
  }

  /** The text and, where it was cut, an ellipsis. */
  static String brief(String foreign) {
    return of(foreign).inline();
  }

  /** The same as a sentence of its own, with a capital letter. */
  static String sentence(String foreign) {
    String text = brief(foreign);
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /** The first line that says something, for places with room for one line only. */
  static String line(String foreign) {
    return line(foreign, LONGEST_LINE);
  }

  static String line(String foreign, int longest) {
    List<String> lines =
        beginning(foreign, LONGEST).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String first = lines.get(0);
    boolean cut = lines.size() > 1 || first.length() > longest || foreign.length() > LONGEST;
    return Visible.text(beginning(first, longest)) + (cut ? " …" : "");
  }

  private String inline() {
    return note == null ? text : text + " …";
  }

  private static String beginning(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splitsPair ? length - 1 : length);
  }
}
