package dev.rehearsal.harness.migration;

/**
 * Moves a cursor behind a quoted piece. Each method starts on the opening quote and says whether
 * the closing one was found; if not, the cursor is at the end of the text.
 */
final class Quotes {
  private Quotes() {}

  /** {@code '…'} or {@code "…"}, where a doubled quote stands for one. */
  static boolean doubled(Cursor cursor, char quote) {
    cursor.advance(1);
    while (true) {
      cursor.seek(quote);
      if (cursor.atEnd()) {
        return false;
      }
      if (cursor.peek(1) != quote) {
        cursor.advance(1);
        return true;
      }
      cursor.advance(2);
    }
  }

  /** {@code E'…'} from its quote on: a backslash hides the next character. */
  static boolean escaped(Cursor cursor) {
    cursor.advance(1);
    while (!cursor.atEnd()) {
      int c = cursor.peek(0);
      if (c == '\'' && cursor.peek(1) != '\'') {
        cursor.advance(1);
        return true;
      }
      cursor.advance(c == '\'' || c == '\\' && cursor.peek(1) != Window.END ? 2 : 1);
    }
    return false;
  }

  /**
   * The length of the dollar quote that opens here, such as 5 for {@code $tag$}, or 0 if none does.
   */
  static int dollarLength(Cursor cursor) {
    int length = 1;
    if (Characters.wordStart(cursor.peek(length))) {
      while (Characters.tagPart(cursor.peek(length))) {
        length++;
      }
    }
    return cursor.peek(length) == '$' ? length + 1 : 0;
  }

  /** {@code $tag$…$tag$}, given the length of the opening tag. */
  static boolean dollar(Cursor cursor, int length) {
    byte[] tag = cursor.copy(cursor.position(), cursor.position() + length);
    cursor.advance(length);
    while (true) {
      cursor.seek('$');
      if (cursor.atEnd()) {
        return false;
      }
      if (sees(cursor, tag)) {
        cursor.advance(length);
        return true;
      }
      cursor.advance(1);
    }
  }

  private static boolean sees(Cursor cursor, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (cursor.peek(i) != (text[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** A block comment; block comments nest. */
  static boolean comment(Cursor cursor) {
    int depth = 0;
    do {
      if (cursor.sees('/', '*')) {
        depth++;
        cursor.advance(2);
      } else if (cursor.sees('*', '/')) {
        depth--;
        cursor.advance(2);
      } else {
        cursor.advance(1);
      }
    } while (depth > 0 && !cursor.atEnd());
    return depth == 0;
  }
}
