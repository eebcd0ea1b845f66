package dev.rehearsal.harness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The first tokens of a statement, as far as they tell what kind it is. */
public final class LeadingWords {
  static final int COUNT = 5;
  private static final Set<String> CONTROL =
      Set.of("begin", "end", "abort", "commit", "rollback", "savepoint", "release");

  private final List<String> words = new ArrayList<>(COUNT);

  /** Those of a statement, at most {@value #COUNT}, in lower case. */
  public static List<String> words(String sql) {
    return List.copyOf(of(sql).words);
  }

  static LeadingWords of(String sql) {
    LeadingWords leading = new LeadingWords();
    Lexer lexer = Lexer.over(sql);
    for (Token token = lexer.next(); leading.listens(); token = lexer.next()) {
      if (token.kind() == Token.Kind.END) {
        break;
      }
      if (!token.blank()) {
        leading.add(lexer.word(token));
      }
    }
    return leading;
  }

  boolean listens() {
    return words.size() < COUNT;
  }

  /**
   * @param text of a token that is not blank, in lower case
   */
  void add(String text) {
    if (listens()) {
      words.add(text);
    }
  }

  String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** The first word in capitals, as in documentation. */
  String first() {
    return word(0).toUpperCase(Locale.ROOT);
  }

  /** Whether it begins or ends a transaction or a savepoint. */
  boolean transactionControl() {
    switch (word(0)) {
      case "start":
        return word(1).equals("transaction");
      case "prepare":
        // PREPARE transaction AS … and PREPARE transaction (int) AS … make a plan of that name.
        return word(1).equals("transaction") && !Set.of("as", "(").contains(word(2));
      default:
        return CONTROL.contains(word(0)) && !word(1).equals("prepared");
    }
  }

  /** Whether it is transaction control that leaves the transaction open: about savepoints. */
  boolean savepoint() {
    boolean to = word(1).equals("to") || word(2).equals("to");
    return Set.of("savepoint", "release").contains(word(0)) || word(0).equals("rollback") && to;
  }

  /** Whether it makes a backslash in plain {@code '…'} strings an escape. */
  boolean turnsBackslashesOn() {
    int name = Set.of("local", "session").contains(word(1)) ? 2 : 1;
    String value = word(name + 2).replace("'", "");
    return word(0).equals("set")
        && word(name).equals("standard_conforming_strings")
        && !Set.of("on", "true", "yes", "1", "default").contains(value);
  }
}
