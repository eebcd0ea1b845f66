package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Much data, in memory that does not follow its size. */
@Timeout(600)
class CopyIT {

  private static final int MEGABYTES = Integer.getInteger("rehearse.proxy.copyMegabytes", 256);
  private static final int ROWS_IN_MEGABYTE = 128;
  private static final String ROW = "y".repeat(8191) + "\n";

  /** While the data passed, whether or not it was given back. */
  private static final long ALLOCATED_MOST = 4L << 20;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fromTheClient(boolean inspected) throws Exception {
    byte[] megabyte = ROW.repeat(ROWS_IN_MEGABYTE).getBytes(StandardCharsets.US_ASCII);
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        Connection client = on.connect(true);
        Statement statement = client.createStatement()) {
      statement.execute("CREATE UNLOGGED TABLE t (a text)");
      // The server reads all of it and keeps none.
      statement.execute(
          "CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
      statement.execute(
          "CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION drop_row()");
      CopyIn copy = client.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
      copy.writeToCopy(megabyte, 0, megabyte.length);
      long before = allocatedByProxy();
      for (int sent = 1; sent < MEGABYTES; sent++) {
        copy.writeToCopy(megabyte, 0, megabyte.length);
      }
      assertThat(allocatedByProxy() - before).isLessThan(ALLOCATED_MOST);
      copy.endCopy();
      assertThat(on.answer("COPY t FROM STDIN").tag()).isEqualTo("COPY");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void toTheClient(boolean inspected) throws Exception {
    int rows = MEGABYTES * ROWS_IN_MEGABYTE;
    String sql = "COPY (SELECT repeat('y', 8191) FROM generate_series(1, " + rows + ")) TO STDOUT";
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        Connection client = on.connect(true)) {
      Counted counted = new Counted((long) MEGABYTES << 20);
      client.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, counted);

      assertThat(counted.bytes).isEqualTo((long) MEGABYTES << 20);
      assertThat(counted.allocated).isPositive().isLessThan(ALLOCATED_MOST);
      assertThat(on.answer(sql).rows()).isEqualTo(rows);
    }
  }

  /** By the threads that are alive, which serve as long as the connection does. */
  private static long allocatedByProxy() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("rehearse-proxy"))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadAllocatedBytes)
        .sum();
  }

  /** Takes the data, and looks at the proxy when the first and when the last has come. */
  private static final class Counted extends OutputStream {
    private final long expected;
    private long bytes;
    private long allocated;

    Counted(long expected) {
      this.expected = expected;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) {
      if (bytes == 0) {
        allocated = -allocatedByProxy();
      }
      bytes += length;
      if (bytes == expected) {
        allocated += allocatedByProxy();
      }
    }
  }
}
