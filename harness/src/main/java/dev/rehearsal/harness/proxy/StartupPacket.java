package dev.rehearsal.harness.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first packet of a connection, which has no type: what the client wants. */
final class StartupPacket {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSSENC_REQUEST = 80877104;
  static final int CANCEL_REQUEST = 80877102;

  /** pqcomm.h: MAX_STARTUP_PACKET_LENGTH. */
  private static final int MOST_LENGTH = 10_000;

  private static final int LEAST_LENGTH = 8;
  private static final int PROTOCOL_MAJOR = 3;

  private final byte[] bytes;

  private StartupPacket(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The packet as it came, with its length. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Reads one.
   *
   * @param first its first byte, which somebody has looked at
   */
  static StartupPacket read(byte first, DataInputStream in) throws IOException {
    byte[] announced = {first, in.readByte(), in.readByte(), in.readByte()};
    int length = Bytes.int32(announced, 0);
    if (length < LEAST_LENGTH || length > MOST_LENGTH) {
      throw new ProtocolViolation("invalid length of startup packet");
    }
    byte[] bytes = Arrays.copyOf(announced, length);
    in.readFully(bytes, announced.length, length - announced.length);
    return new StartupPacket(bytes);
  }

  /** That it is no request, or one to cancel, and of a version that there is. */
  StartupPacket checked() throws ProtocolViolation {
    int code = code();
    if (code >>> 16 != PROTOCOL_MAJOR && !cancels()) {
      throw new ProtocolViolation(
          "unsupported frontend protocol " + (code >>> 16) + "." + (code & 0xffff));
    }
    return this;
  }

  boolean asksForTls() {
    return code() == SSL_REQUEST;
  }

  boolean asksForGss() {
    return code() == GSSENC_REQUEST;
  }

  boolean cancels() {
    return code() == CANCEL_REQUEST;
  }

  private int code() {
    return Bytes.int32(bytes, 4);
  }

  /** What the client calls itself, or null if it says nothing. */
  String application() {
    int at = LEAST_LENGTH;
    while (at < bytes.length && bytes[at] != 0) {
      String name = Bytes.string(bytes, at, StandardCharsets.UTF_8);
      int value = Bytes.afterString(bytes, at);
      if (name.equals("application_name")) {
        return Bytes.string(bytes, value, StandardCharsets.UTF_8);
      }
      at = Bytes.afterString(bytes, value);
    }
    return null;
  }
}
