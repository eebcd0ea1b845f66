package dev.rehearsal.harness.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Packets as they begin a connection. */
final class StartupBytes {

  static final int SSL_REQUEST = 80877103;
  static final int GSSENC_REQUEST = 80877104;

  private StartupBytes() {}

  static byte[] startup(int version, String... namesAndValues) {
    String text = String.join("\0", namesAndValues) + "\0\0";
    byte[] parameters = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + parameters.length)
        .putInt(8 + parameters.length)
        .putInt(version)
        .put(parameters)
        .array();
  }

  static byte[] request(int code) {
    return ByteBuffer.allocate(8).putInt(8).putInt(code).array();
  }
}
