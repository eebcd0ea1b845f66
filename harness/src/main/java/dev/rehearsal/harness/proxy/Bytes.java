package dev.rehearsal.harness.proxy;

import java.nio.charset.Charset;

/** Numbers and strings as messages have them. */
final class Bytes {

  private Bytes() {}

  static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  /** The place behind the zero that ends a string, or the end where there is none. */
  static int afterString(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }

  /** The string that begins there, without its zero. */
  static String string(byte[] bytes, int from, Charset charset) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return new String(bytes, from, at - from, charset);
  }
}
