package dev.rehearsal.harness.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** COPY data without end, which break off after so many bytes. */
final class EndlessDump extends InputStream {
  private static final byte[] START =
      "CREATE TABLE t (id bigint, note text);\nCOPY t (id, note) FROM stdin;\n"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] ROW = "4711\tnothing special\n".getBytes(StandardCharsets.UTF_8);

  private final long breaksAfter;
  private final LongSupplier look;
  private long given;
  private long seen;

  /**
   * @param look taken when the data break off
   */
  EndlessDump(long breaksAfter, LongSupplier look) {
    this.breaksAfter = breaksAfter;
    this.look = look;
  }

  /** What the look gave. */
  long seen() {
    return seen;
  }

  @Override
  public int read() throws IOException {
    if (given == breaksAfter) {
      seen = look.getAsLong();
      throw new IOException("the disk went away");
    }
    long at = given++;
    return at < START.length ? START[(int) at] : ROW[(int) ((at - START.length) % ROW.length)];
  }
}
