package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.migration.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which dollar-quoted strings of a statement are code that follows SQL's lexical rules. */
final class RoutineBody {
  static final RoutineBody NONE = new RoutineBody(false, false);

  private static final Set<String> READABLE = Set.of("sql", "plpgsql");

  private final boolean readable;
  private final boolean anonymous;

  private RoutineBody(boolean readable, boolean anonymous) {
    this.readable = readable;
    this.anonymous = anonymous;
  }

  static RoutineBody of(String sql) {
    LeadingWords leading = LeadingWords.of(sql);
    boolean anonymous = leading.word(0).equals("do");
    if (!anonymous && !createsRoutine(leading)) {
      return NONE;
    }
    Set<String> languages = Set.copyOf(languages(sql));
    boolean known = anonymous || !languages.isEmpty();
    return new RoutineBody(known && READABLE.containsAll(languages), anonymous);
  }

  private static boolean createsRoutine(LeadingWords leading) {
    int object = leading.word(1).equals("or") ? 3 : 1;
    return leading.word(0).equals("create")
        && List.of("function", "procedure").contains(leading.word(object));
  }

  /** What stands behind the word LANGUAGE, wherever it stands: in doubt a body is not readable. */
  private static List<String> languages(String sql) {
    List<String> languages = new ArrayList<>();
    Lexer lexer = Lexer.over(sql);
    boolean expected = false;
    for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
      if (expected && !token.blank()) {
        languages.add(lexer.word(token).replaceAll("^[\"']|[\"']$", ""));
      }
      boolean word = token.kind() == Kind.WORD;
      expected = token.blank() && expected || word && lexer.word(token).equals("language");
    }
    return languages;
  }

  /**
   * @param wordBefore the word right before the string in lower case, or empty
   */
  boolean isCode(String wordBefore) {
    return readable && (anonymous || wordBefore.equals("as"));
  }
}
