package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of our own in a tool's session: under a name, because a simple query or an unnamed
 * statement would take the tool's own unnamed ones away (server documentation, "Message Flow").
 */
final class Injected {

  private static final byte[] NAME = "rehearse\0".getBytes(StandardCharsets.US_ASCII);

  static final byte[] SYNC = message('S');
  static final byte[] FLUSH = message('H');

  private Injected() {}

  /** All that it takes to run one and be ready again. */
  static byte[] statement(String sql, Charset charset) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    // First, because what follows a failure is passed over.
    all.writeBytes(message('C', new byte[] {'S'}, NAME));
    all.writeBytes(message('P', NAME, sql.getBytes(charset), new byte[1 + 2]));
    all.writeBytes(message('B', NAME, NAME, new byte[2 + 2 + 2]));
    all.writeBytes(message('E', NAME, new byte[4]));
    all.writeBytes(message('C', new byte[] {'P'}, NAME));
    all.writeBytes(message('C', new byte[] {'S'}, NAME));
    all.writeBytes(SYNC);
    return all.toByteArray();
  }

  static byte[] message(char type, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    return ByteBuffer.allocate(5 + body.size())
        .put((byte) type)
        .putInt(4 + body.size())
        .put(body.toByteArray())
        .array();
  }

  /** What the server says when a statement of that tag is complete. */
  static byte[] commandComplete(String tag) {
    return message('C', (tag + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  /** The columns of a DataRow in text form, NULL as null. */
  static List<String> columns(byte[] message, Charset charset) {
    ByteBuffer row = ByteBuffer.wrap(message, 5, message.length - 5);
    int count = row.getShort();
    List<String> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = row.getInt();
      byte[] value = new byte[Math.max(0, length)];
      row.get(value);
      columns.add(length < 0 ? null : new String(value, charset));
    }
    return columns;
  }
}
