package dev.rehearsal.reports.render;

import java.util.regex.Pattern;

/** Foreign text in Markdown as GitHub and GitLab read it: shown as it is, never obeyed. */
final class Markdown {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Markdown() {}

  /** Prose on one line: no markup, no HTML, no mention of a user or an issue. */
  static String prose(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : line(text).toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '@' -> out.append("&#64;");
        case '#' -> out.append("&#35;");
        case '\\', '`', '*', '_', '[', ']', '{', '}', '|', '~', '$' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** One line of code, safe in a table cell too. */
  static String code(String text) {
    String line = line(text);
    String fence = "`".repeat(longestRun(line) + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return line.isEmpty() ? "" : fence + pad + line.replace("|", "\\|") + pad + fence;
  }

  /** A block of code. */
  static String block(String language, String text) {
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + Visible.text(text) + "\n" + fence + "\n";
  }

  private static String line(String text) {
    return SPACE.matcher(Visible.text(text)).replaceAll(" ").strip();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (char c : text.toCharArray()) {
      run = c == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
