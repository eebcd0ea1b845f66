package dev.rehearsal.harness.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The lines behind a COPY … FROM STDIN, up to the line {@code \.}, where the cursor is left behind
 * that line. Passes the bytes through as they are; the server judges them.
 */
final class CopyData extends InputStream {
  private final Cursor cursor;
  private final String script;
  private final int statementLine;
  private int line;
  private boolean atLineStart = true;
  private boolean ended;

  /**
   * @param statementLine where the COPY stands, for messages
   * @param line the cursor's line, on whose first byte it stands
   */
  CopyData(Cursor cursor, String script, int statementLine, int line) {
    this.cursor = cursor;
    this.script = script;
    this.statementLine = statementLine;
    this.line = line;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    try {
      return pass(target, offset, length);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Passes over what was not read and returns the number of the line behind the data. */
  int skipRest() {
    byte[] sink = new byte[1 << 16];
    while (!ended) {
      pass(sink, 0, sink.length);
    }
    return line;
  }

  private int pass(byte[] target, int offset, int length) {
    int passed = 0;
    while (passed < length && !ended && !(atLineStart && endMarker())) {
      int count = lineBytes(length - passed);
      cursor.copyTo(target, offset + passed, count);
      cursor.advance(count);
      cursor.forget();
      passed += count;
    }
    return passed == 0 ? -1 : passed;
  }

  /** How many bytes to pass on now: at most to the end of this line. */
  private int lineBytes(int most) {
    int count = Math.min(most, cursor.available());
    if (count == 0) {
      ended = true;
      throw Faults.copyNotEnded(script, statementLine);
    }
    int lineEnd = cursor.indexOf('\n', count);
    atLineStart = lineEnd >= 0;
    if (atLineStart) {
      line++;
      return lineEnd + 1;
    }
    return count;
  }

  private boolean endMarker() {
    if (!cursor.sees('\\', '.')) {
      return false;
    }
    int length = cursor.peek(2) == '\r' ? 3 : 2;
    boolean newline = cursor.peek(length) == '\n';
    if (!newline && cursor.peek(length) != Window.END) {
      return false;
    }
    cursor.advance(newline ? length + 1 : length);
    cursor.forget();
    line += newline ? 1 : 0;
    ended = true;
    return true;
  }
}
