package dev.rehearsal.harness.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a tool printed: its beginning and its end, which is where it says what it did. */
final class ToolOutput {

  /** Of each half. */
  static final int KEPT = 32 << 10;

  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private final byte[] end = new byte[KEPT];
  private long behindBeginning;

  synchronized void add(byte[] bytes, int length) {
    int first = Math.min(length, KEPT - beginning.size());
    beginning.write(bytes, 0, first);
    for (int i = first; i < length; i++) {
      end[(int) (behindBeginning++ % KEPT)] = bytes[i];
    }
  }

  synchronized String text() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(beginning.toByteArray());
    long left = Math.max(0, behindBeginning - KEPT);
    if (left > 0) {
      all.writeBytes(("\n[" + left + " bytes left out]\n").getBytes(StandardCharsets.UTF_8));
    }
    for (long i = left; i < behindBeginning; i++) {
      all.write(end[(int) (i % KEPT)]);
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
