package dev.rehearsal.harness.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Liquibase cuts a text: at its delimiter outside of quotes and comments. It knows no dollar
 * quotes, but keeps what stands between BEGIN and END together where it cuts at semicolons. Seen of
 * 4.33.0.
 */
final class LiquibaseCuts {

  private static final Pattern PASSED_OVER =
      Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*(?s:.*?)\\*/");
  private static final Pattern BLOCK =
      Pattern.compile("(?<!\\S)(begin|end)(?=[\\s;]|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEMICOLON = Pattern.compile(";|(?mi:^(?:[ \\t]*go|/)[ \\t\\r]*$)");

  private final String text;
  private final Pattern delimiter;
  private final boolean blocks;

  private LiquibaseCuts(String text, Pattern delimiter, boolean blocks) {
    this.text = text;
    this.delimiter = delimiter;
    this.blocks = blocks;
  }

  static LiquibaseCuts atSemicolons(String text) {
    return new LiquibaseCuts(text, SEMICOLON, true);
  }

  /**
   * At a delimiter of the changeset's own.
   *
   * @param alone whether only where it begins a line
   */
  static LiquibaseCuts at(String delimiter, boolean alone, String text) {
    String quoted = Pattern.quote(delimiter);
    String end = quoted + "(?=[ \\t\\r]*$)";
    String pattern =
        alone
            ? "^" + quoted + "(?!\\S)"
            : delimiter.equals("/") ? "^" + end : end + "|(?<!\\S)" + quoted + "(?!\\S)";
    return new LiquibaseCuts(text, Pattern.compile("(?mi:" + pattern + ")"), false);
  }

  /** The delimiters, in order. */
  List<Cut> all() {
    List<Cut> cuts = new ArrayList<>();
    Matcher passed = PASSED_OVER.matcher(text);
    Matcher found = delimiter.matcher(text);
    Matcher word = BLOCK.matcher(text);
    boolean inBlock = false;
    int at = 0;
    while (at < text.length()) {
      if (passed.region(at, text.length()).lookingAt()) {
        at = passed.end();
      } else if (blocks && looksAt(word, at)) {
        inBlock = word.group(1).toLowerCase(Locale.ROOT).equals("begin");
        at = word.end();
      } else if (!inBlock && looksAt(found, at) && found.end() > at) {
        cuts.add(new Cut(at, found.end()));
        at = found.end();
      } else {
        at++;
      }
    }
    return cuts;
  }

  /** Sees what stands before and behind, too. */
  private boolean looksAt(Matcher matcher, int at) {
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    return matcher.region(at, text.length()).lookingAt();
  }

  /**
   * A delimiter.
   *
   * @param from where it begins
   * @param to behind it
   */
  record Cut(int from, int to) {}
}
