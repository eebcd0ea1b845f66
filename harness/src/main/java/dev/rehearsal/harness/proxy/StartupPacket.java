package dev.rehearsal.harness.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The first packet of a connection, which has no type: what the client wants. */
final class StartupPacket {

  static final int SSL_REQUEST = 80877103;
  static final int GSSENC_REQUEST = 80877104;
  private static final int CANCEL_REQUEST = 80877102;

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
   * @return null if the client went away without a word
   */
  static StartupPacket read(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException nothingWanted) {
      return null;
    }
    if (length < LEAST_LENGTH || length > MOST_LENGTH) {
      throw new ProtocolViolation("invalid length of startup packet");
    }
    byte[] bytes = new byte[length];
    bytes[0] = (byte) (length >>> 24);
    bytes[1] = (byte) (length >>> 16);
    bytes[2] = (byte) (length >>> 8);
    bytes[3] = (byte) length;
    in.readFully(bytes, 4, length - 4);
    StartupPacket packet = new StartupPacket(bytes);
    if (packet.code() >>> 16 != PROTOCOL_MAJOR && !packet.request()) {
      throw new ProtocolViolation("unsupported frontend protocol " + (packet.code() >>> 16));
    }
    return packet;
  }

  private boolean request() {
    return asksForEncryption() || cancels();
  }

  boolean asksForEncryption() {
    return code() == SSL_REQUEST || code() == GSSENC_REQUEST;
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
