package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Turns bytes of a script into text, and refuses what is not UTF-8 or what Postgres cannot take.
 */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * @param line number of the bytes' first line, for the message
   * @throws Problem if a byte is not UTF-8, or is NUL, which no SQL text can hold
   */
  static String decode(String script, int line, byte[] bytes) {
    int nul = indexOfNul(bytes);
    if (nul >= 0) {
      throw refuse(script, line, bytes, nul, "is a NUL byte, which SQL text cannot hold");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireWellFormed(script, line, bytes);
    }
    return text;
  }

  /** The replacement character is what a malformed byte becomes, but it may also be meant. */
  private static void requireWellFormed(String script, int line, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    if (!result.isUnderflow() || in.hasRemaining()) {
      String what = String.format("(0x%02X) is not UTF-8", bytes[in.position()] & 0xff);
      throw refuse(script, line, bytes, in.position(), what);
    }
  }

  private static int indexOfNul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Problem refuse(String script, int line, byte[] bytes, int at, String what) {
    int lines = 0;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (bytes[i] == '\n') {
        lines++;
        lineStart = i + 1;
      }
    }
    return Faults.at(
        script,
        line + lines,
        "byte " + (at - lineStart + 1) + " of the line " + what + "; save the file as UTF-8");
  }
}
