package dev.rehearsal.harness.migration;

/**
 * Character classes of Postgres's lexer (scan.l, psqlscan.l). They work on bytes: every byte of a
 * multi-byte UTF-8 character counts as a letter, as it does there.
 */
final class Characters {
  private static final boolean[] OPERATOR = table("~!@#^&|`?+-*/%<>=");
  private static final boolean[] SPACE = table(" \t\n\r\f\u000b");

  private Characters() {}

  static boolean space(int c) {
    return c >= 0 && SPACE[c];
  }

  static boolean newline(int c) {
    return c == '\n' || c == '\r';
  }

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean wordStart(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  static boolean wordPart(int c) {
    return wordStart(c) || digit(c) || c == '$';
  }

  /** Dollar-quote tags and psql's variable names are words without the dollar sign. */
  static boolean tagPart(int c) {
    return wordStart(c) || digit(c);
  }

  static boolean operator(int c) {
    return c >= 0 && OPERATOR[c];
  }

  private static boolean[] table(String characters) {
    boolean[] table = new boolean[256];
    characters.chars().forEach(c -> table[c] = true);
    return table;
  }
}
