package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An ErrorResponse of our own, after which the connection is closed. */
final class FatalError {

  static final String PROTOCOL_VIOLATION = "08P01";
  static final String CANNOT_CONNECT_NOW = "57P03";

  private FatalError() {}

  static byte[] message(String sqlState, String text) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    field(fields, 'S', "FATAL");
    field(fields, 'V', "FATAL");
    field(fields, 'C', sqlState);
    field(fields, 'M', text);
    fields.write(0);
    int length = fields.size() + 4;
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write('E');
    message.write(length >>> 24);
    message.write(length >>> 16);
    message.write(length >>> 8);
    message.write(length);
    message.writeBytes(fields.toByteArray());
    return message.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, char type, String text) {
    out.write(type);
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }
}
