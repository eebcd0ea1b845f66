package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where in the query an error was, for a statement that was sent without those before it. */
final class ErrorPosition {

  private static final int HEADER = 5;

  private ErrorPosition() {}

  /** The same ErrorResponse, its position moved by so many characters. */
  static byte[] moved(byte[] message, int characters) {
    if (characters == 0) {
      return message;
    }
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (int at = HEADER; at < message.length && message[at] != 0; ) {
      int next = Bytes.afterString(message, at);
      byte[] field = Arrays.copyOfRange(message, at, next);
      fields.writeBytes(field[0] == 'P' ? movedField(field, characters) : field);
      at = next;
    }
    fields.write(0);
    return Injected.message('E', fields.toByteArray());
  }

  private static byte[] movedField(byte[] field, int by) {
    int position = Integer.parseInt(Bytes.string(field, 1, StandardCharsets.US_ASCII));
    return ("P" + (position + by) + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
