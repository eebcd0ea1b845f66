package dev.rehearsal.harness.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read in all, every time some were. */
final class CountedInput extends FilterInputStream {
  private final LongConsumer count;
  private long read;

  CountedInput(InputStream in, LongConsumer count) {
    super(in);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    add(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int some = super.read(bytes, offset, length);
    add(some);
    return some;
  }

  private void add(int more) {
    if (more > 0) {
      read += more;
      count.accept(read);
    }
  }
}
