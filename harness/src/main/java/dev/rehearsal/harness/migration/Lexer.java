package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.migration.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Cuts SQL into tokens where psql does (PostgreSQL's src/fe_utils/psqlscan.l as of version 15, with
 * {@code standard_conforming_strings = on}). It never fails: what is not closed when the text ends
 * is a token with {@code closed = false}. Blanks and comments are tokens too, so that the tokens
 * together are the text.
 *
 * <p>Like psql, which reads line by line, it does not continue an {@code E'…'} string behind a line
 * end: the second part has to be an E string of its own.
 */
final class Lexer {
  private final Cursor cursor;
  private int line;
  private boolean closed;

  /**
   * @param line the number of the cursor's line
   */
  Lexer(Cursor cursor, int line) {
    this.cursor = cursor;
    this.line = line;
  }

  static Lexer over(String sql) {
    return new Lexer(new Cursor(new Window(sql.getBytes(StandardCharsets.UTF_8))), 1);
  }

  /** The next token; {@link Kind#END} once the text is over, again and again. */
  Token next() {
    int start = cursor.position();
    int startLine = line;
    closed = true;
    Kind kind = scan(cursor.peek(0));
    line += cursor.count('\n', start);
    return new Token(kind, start, cursor.position(), startLine, closed);
  }

  String text(Token token) {
    return new String(cursor.copy(token.start(), token.end()), StandardCharsets.UTF_8);
  }

  /** A word's text as Postgres compares it. */
  String word(Token token) {
    return text(token).toLowerCase(Locale.ROOT);
  }

  int line() {
    return line;
  }

  /** Reads the name of a psql command, from behind its backslash. */
  String metaCommand() {
    int start = cursor.position();
    boolean single = ";:\\".indexOf(cursor.peek(0)) >= 0;
    cursor.advance(single ? 1 : 0);
    if (!single) {
      cursor.skip(c -> c != Window.END && c != '\\' && !Characters.space(c));
    }
    return new String(cursor.copy(start, cursor.position()), StandardCharsets.UTF_8);
  }

  /** Passes over blanks and comments, but not over the line's end. */
  void skipBlanksOfLine() {
    while (cursor.peek(0) != '\n' && blankAhead()) {
      if (Characters.space(cursor.peek(0))) {
        cursor.advance(1);
      } else {
        next();
      }
    }
  }

  private boolean blankAhead() {
    return Characters.space(cursor.peek(0)) || cursor.sees('-', '-') || cursor.sees('/', '*');
  }

  /**
   * Goes to the start of the next line.
   *
   * @return whether there was nothing to pass over but the line's end
   */
  boolean skipLine() {
    int start = cursor.position();
    cursor.seek('\n');
    boolean empty = cursor.position() == start;
    if (!cursor.atEnd()) {
      cursor.advance(1);
      line++;
    }
    return empty;
  }

  private Kind scan(int c) {
    if (c == Window.END) {
      return Kind.END;
    }
    if (Characters.space(c)) {
      cursor.skip(Characters::space);
      return Kind.SPACE;
    }
    if (Characters.wordStart(c)) {
      return wordOrPrefixedQuote(c);
    }
    if (Characters.digit(c) || c == '.' && Characters.digit(cursor.peek(1))) {
      return number();
    }
    return symbol(c);
  }

  private Kind symbol(int c) {
    switch (c) {
      case '\'':
        return quoted(0);
      case '"':
        return quotedName(0);
      case '$':
        return dollar();
      case ':':
        return colon();
      case '(':
        return single(Kind.OPEN);
      case ')':
        return single(Kind.CLOSE);
      case ';':
        return single(Kind.SEMICOLON);
      case '\\':
        return single(Kind.BACKSLASH);
      default:
        return Characters.operator(c) ? commentOrOperator() : single(Kind.OTHER);
    }
  }

  private Kind single(Kind kind) {
    cursor.advance(1);
    return kind;
  }

  private Kind quoted(int prefix) {
    cursor.advance(prefix);
    closed = Quotes.doubled(cursor, '\'');
    return Kind.STRING;
  }

  private Kind quotedName(int prefix) {
    cursor.advance(prefix);
    closed = Quotes.doubled(cursor, '"');
    return Kind.QUOTED_NAME;
  }

  private Kind wordOrPrefixedQuote(int c) {
    int next = cursor.peek(1);
    if (next == '\'' && "eE".indexOf(c) >= 0) {
      cursor.advance(1);
      closed = Quotes.escaped(cursor);
      return Kind.STRING;
    }
    if (next == '\'' && "bBxXnN".indexOf(c) >= 0) {
      return quoted(1);
    }
    if (next == '&' && "uU".indexOf(c) >= 0 && cursor.peek(2) == '\'') {
      return quoted(2);
    }
    if (next == '&' && "uU".indexOf(c) >= 0 && cursor.peek(2) == '"') {
      return quotedName(2);
    }
    cursor.skip(Characters::wordPart);
    return Kind.WORD;
  }

  private Kind dollar() {
    int opening = Quotes.dollarLength(cursor);
    if (opening > 0) {
      closed = Quotes.dollar(cursor, opening);
      return Kind.DOLLAR_STRING;
    }
    cursor.advance(1);
    if (Characters.digit(cursor.peek(0))) {
      cursor.skip(Characters::digit);
      trailingJunk();
      return Kind.PARAMETER;
    }
    return Kind.OTHER;
  }

  private Kind colon() {
    cursor.advance(1);
    if (cursor.peek(0) == ':' || cursor.peek(0) == '=') {
      return single(Kind.OTHER);
    }
    if (Characters.tagPart(cursor.peek(0))) {
      cursor.skip(Characters::tagPart);
      return Kind.VARIABLE;
    }
    return Kind.OTHER;
  }

  private Kind number() {
    digits();
    if (cursor.peek(0) == '.' && cursor.peek(1) != '.') {
      cursor.advance(1);
      digits();
    }
    exponent();
    trailingJunk();
    return Kind.NUMBER;
  }

  private void digits() {
    while (Characters.digit(cursor.peek(0))
        || cursor.peek(0) == '_' && Characters.digit(cursor.peek(1))) {
      cursor.advance(1);
    }
  }

  private void exponent() {
    boolean signed = cursor.peek(1) == '+' || cursor.peek(1) == '-';
    if ((cursor.peek(0) == 'e' || cursor.peek(0) == 'E') && signed) {
      cursor.advance(2);
      digits();
    }
  }

  /** Letters right behind a number belong to it, as in 0x1F or 1e5, or as an error in 1abc. */
  private void trailingJunk() {
    if (Characters.wordStart(cursor.peek(0))) {
      cursor.skip(Characters::wordPart);
    }
  }

  private Kind commentOrOperator() {
    if (cursor.sees('-', '-')) {
      cursor.skip(c -> c != Window.END && !Characters.newline(c));
      return Kind.LINE_COMMENT;
    }
    if (cursor.sees('/', '*')) {
      closed = Quotes.comment(cursor);
      return Kind.BLOCK_COMMENT;
    }
    do {
      cursor.advance(1);
    } while (Characters.operator(cursor.peek(0))
        && !cursor.sees('-', '-')
        && !cursor.sees('/', '*'));
    return Kind.OTHER;
  }
}
