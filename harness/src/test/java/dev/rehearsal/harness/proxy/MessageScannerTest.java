package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageScannerTest {

  private final List<String> seen = new ArrayList<>();
  private final MessageScanner scanner = new MessageScanner(new Collecting());

  @Test
  void findsMessagesHoweverTheBytesCome() throws ProtocolViolation {
    byte[] stream =
        joined(
            message('Q', "SELECT 1\0"), message('d', "row"), message('S', ""), message('Q', "x"));

    for (byte each : stream) {
      scanner.scan(new byte[] {each}, 1);
    }
    scanner.scan(stream, stream.length);

    assertThat(seen).containsExactly("QSELECT 1\0", "d", "S", "Qx", "QSELECT 1\0", "d", "S", "Qx");
  }

  @Test
  void keepsTheBeginningOfALongBody() throws ProtocolViolation {
    byte[] stream = joined(message('Q', "0123456789".repeat(100)), message('S', ""));

    scanner.scan(stream, stream.length);

    assertThat(seen).containsExactly("Q" + "0123456789".repeat(10), "S");
  }

  @Test
  void refusesLengthsThatCannotBe() {
    for (int length : new int[] {0, 3, -1, 0x40000000}) {
      byte[] header = {'d', (byte) (length >>> 24), 0, 0, (byte) length};
      assertThatThrownBy(() -> new MessageScanner(new Collecting()).scan(header, 5))
          .isInstanceOf(ProtocolViolation.class)
          .hasMessageContaining("length");
    }
  }

  @Test
  void passesAGigabyteWithoutKeepingIt() throws ProtocolViolation {
    byte[] chunk = new byte[64 << 10];
    byte[] header = {'d', 0x3f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    scanner.scan(header, header.length);
    scanner.scan(chunk, chunk.length);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    for (int i = 0; i < 16_000; i++) {
      scanner.scan(chunk, chunk.length);
    }

    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(allocated).isLessThan(1 << 20);
    assertThat(seen).isEmpty();
  }

  @Test
  void neitherHangsNorGrowsWhateverComes() {
    Random random = new Random(20261122);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      MessageScanner fresh = new MessageScanner(new Collecting());
      try {
        fresh.scan(noise, noise.length);
      } catch (ProtocolViolation e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private final class Collecting implements MessageScanner.Listener {
    @Override
    public int wanted(char type) throws ProtocolViolation {
      if (type >= 128) {
        throw new ProtocolViolation("type");
      }
      return type == 'Q' ? 100 : 0;
    }

    @Override
    public void message(char type, byte[] body) {
      seen.add(type + new String(body, StandardCharsets.UTF_8));
    }
  }

  private static byte[] message(char type, String body) {
    return ClientBytes.message(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
