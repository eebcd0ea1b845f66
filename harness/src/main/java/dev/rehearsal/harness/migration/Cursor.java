package dev.rehearsal.harness.migration;

import java.util.function.IntPredicate;

/** A place in a {@link Window} that moves forward. */
final class Cursor {
  private final Window window;
  private int position;

  Cursor(Window window) {
    this.window = window;
  }

  int position() {
    return position;
  }

  /** The byte that many places ahead, or {@link Window#END}. */
  int peek(int ahead) {
    return window.at(position + ahead);
  }

  boolean atEnd() {
    return peek(0) == Window.END;
  }

  boolean sees(char first, char second) {
    return peek(0) == first && peek(1) == second;
  }

  void advance(int count) {
    position += count;
  }

  void skip(IntPredicate characters) {
    while (characters.test(peek(0))) {
      position++;
    }
  }

  /** Goes to the next such character, or to the end. */
  void seek(int character) {
    int c = peek(0);
    while (c != character && c != Window.END) {
      position++;
      c = peek(0);
    }
  }

  /** How many bytes are at hand from here on: at least one unless the script is over. */
  int available() {
    return window.available(position);
  }

  /** How many bytes ahead the character first occurs within that many, or -1. */
  int indexOf(int character, int within) {
    for (int i = 0; i < within; i++) {
      if (peek(i) == character) {
        return i;
      }
    }
    return -1;
  }

  void copyTo(byte[] target, int offset, int length) {
    window.copyTo(position, target, offset, length);
  }

  byte[] copy(int from, int to) {
    return window.copy(from, to);
  }

  /** How often the character occurs between an earlier place and this one. */
  int count(int character, int from) {
    int count = 0;
    for (int i = from; i < position; i++) {
      if (window.at(i) == character) {
        count++;
      }
    }
    return count;
  }

  /** Forgets what lies behind; this place gets index 0. */
  void forget() {
    window.forget(position);
    position = 0;
  }
}
