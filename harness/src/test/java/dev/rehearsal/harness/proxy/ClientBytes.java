package dev.rehearsal.harness.proxy;

import java.nio.ByteBuffer;

/** Messages as a client writes them. */
final class ClientBytes {

  private ClientBytes() {}

  static byte[] message(char type, byte[] body) {
    return ByteBuffer.allocate(5 + body.length)
        .put((byte) type)
        .putInt(4 + body.length)
        .put(body)
        .array();
  }
}
