package dev.rehearsal.harness.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The part of a script that is being looked at: it grows over a statement and forgets it
 * afterwards, so that memory follows the longest statement and not the file. Indexes count from the
 * first byte that was not forgotten.
 */
final class Window {
  static final int END = -1;
  private static final int INITIAL_SIZE = 1 << 16;
  private static final int LARGEST_SIZE = 1 << 27;

  private final InputStream in;
  private byte[] bytes;
  private int first;
  private int limit;
  private boolean exhausted;

  Window(InputStream in) {
    this.in = in;
    this.bytes = new byte[INITIAL_SIZE];
  }

  /** A window that sees all there is. The caller must not change the content. */
  Window(byte[] content) {
    this.in = InputStream.nullInputStream();
    this.bytes = content;
    this.limit = content.length;
    this.exhausted = true;
  }

  /**
   * The byte at the index, 0 to 255, or {@link #END} behind the last.
   *
   * @throws UncheckedIOException if the stream fails, or the part grows beyond 128 MiB
   */
  int at(int index) {
    int position = first + index;
    return position < limit ? bytes[position] & 0xff : atAfterReading(index);
  }

  /** How many bytes are at hand from the index on; reads if there are none. */
  int available(int index) {
    return at(index) == END ? 0 : limit - first - index;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, first + from, first + to);
  }

  void copyTo(int from, byte[] target, int offset, int length) {
    System.arraycopy(bytes, first + from, target, offset, length);
  }

  /** Forgets that many bytes; the next one gets index 0. */
  void forget(int count) {
    first += count;
  }

  private int atAfterReading(int index) {
    try {
      while (first + index >= limit && !exhausted) {
        makeRoom();
        read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return first + index < limit ? bytes[first + index] & 0xff : END;
  }

  /** Moves at most once per statement, and doubles otherwise: the cost stays linear. */
  private void makeRoom() throws IOException {
    if (limit < bytes.length) {
      return;
    }
    boolean tight = limit - first > bytes.length / 2;
    if (tight && bytes.length == LARGEST_SIZE) {
      throw new IOException("a statement, string or comment is longer than 128 MiB");
    }
    byte[] target = tight ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, first, target, 0, limit - first);
    bytes = target;
    limit -= first;
    first = 0;
  }

  private void read() throws IOException {
    int count = in.read(bytes, limit, bytes.length - limit);
    exhausted = count < 0;
    limit += Math.max(count, 0);
  }
}
