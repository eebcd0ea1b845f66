package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.migration.Token.Kind;
import java.util.Set;
import java.util.regex.Pattern;

/** One masking of one statement, or of one body within it. */
final class SqlMask {
  private static final String STRING = "'…'";
  private static final String NUMBER = "?";

  /** Commands whose numbers define something and are not data. */
  private static final Set<String> KEEP_NUMBERS =
      Set.of(
          "create",
          "alter",
          "drop",
          "set",
          "reset",
          "show",
          "comment",
          "truncate",
          "lock",
          "vacuum",
          "analyze",
          "cluster",
          "reindex",
          "refresh",
          "grant",
          "revoke",
          "begin",
          "start",
          "commit",
          "rollback",
          "end",
          "savepoint",
          "release");

  /** Words at which a definition goes over to a query or a body. */
  private static final Set<String> QUERY_STARTS =
      Set.of("select", "values", "atomic", "execute", "rule");

  private static final Pattern AMOUNT =
      Pattern.compile("'\\d+(\\.\\d+)? ?(us|ms|s|min|h|d|B|kB|MB|GB|TB)'");

  private final StringBuilder out = new StringBuilder();
  private final Lexer lexer;
  private final RoutineBody body;
  private final boolean setting;
  private boolean masksNumbers;
  private String wordBefore = "";

  private SqlMask(String sql, RoutineBody body, boolean setting, boolean masksNumbers) {
    this.lexer = Lexer.over(sql);
    this.body = body;
    this.setting = setting;
    this.masksNumbers = masksNumbers;
  }

  /** Masks a statement. */
  static String statement(String sql) {
    String first = LeadingWords.of(sql).word(0);
    boolean masksNumbers = !KEEP_NUMBERS.contains(first);
    SqlMask mask = new SqlMask(sql, RoutineBody.of(sql), first.equals("set"), masksNumbers);
    return mask.masked().strip();
  }

  /** Masks the code of a routine, within which no further code is looked for. */
  private static String code(String code) {
    return new SqlMask(code, RoutineBody.NONE, false, true).masked();
  }

  private String masked() {
    for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
      append(token);
    }
    return out.toString();
  }

  private void append(Token token) {
    switch (token.kind()) {
      case LINE_COMMENT -> dropTrailingBlanks();
      case BLOCK_COMMENT -> out.append(inPlaceOf(lexer.text(token)));
      case STRING -> out.append(string(token));
      case DOLLAR_STRING -> out.append(dollarString(token));
      case QUOTED_NAME -> out.append(token.closed() ? lexer.text(token) : "\"…\"");
      case NUMBER -> out.append(masksNumbers ? NUMBER : lexer.text(token));
      case VARIABLE -> out.append(variable(lexer.text(token)));
      default -> out.append(lexer.text(token));
    }
    remember(token);
  }

  private void remember(Token token) {
    if (token.kind() == Kind.WORD) {
      String word = lexer.word(token);
      // FOR VALUES FROM (1) TO (10) gives a partition's bounds.
      boolean bounds = word.equals("values") && wordBefore.equals("for");
      masksNumbers |= QUERY_STARTS.contains(word) && !bounds;
      wordBefore = word;
    } else if (!token.blank()) {
      wordBefore = "";
    }
  }

  private String string(Token token) {
    String text = setting ? lexer.text(token) : "";
    return AMOUNT.matcher(text).matches() ? text : STRING;
  }

  private String dollarString(Token token) {
    String text = lexer.text(token);
    if (!token.closed() || !body.isCode(wordBefore)) {
      return STRING;
    }
    int tag = text.indexOf('$', 1) + 1;
    String code = text.substring(tag, text.length() - tag);
    return text.substring(0, tag) + code(code) + text.substring(0, tag);
  }

  /** {@code :20} is the end of an array slice. */
  private String variable(String text) {
    return masksNumbers && Characters.digit(text.charAt(1)) ? ":" + NUMBER : text;
  }

  /** What keeps apart what a comment kept apart, and keeps the lines. */
  private String inPlaceOf(String comment) {
    long lines = comment.chars().filter(c -> c == '\n').count();
    if (lines > 0) {
      return "\n".repeat((int) lines);
    }
    return out.length() > 0 && Character.isWhitespace(out.charAt(out.length() - 1)) ? "" : " ";
  }

  private void dropTrailingBlanks() {
    int length = out.length();
    while (length > 0 && " \t".indexOf(out.charAt(length - 1)) >= 0) {
      length--;
    }
    out.setLength(length);
  }
}
