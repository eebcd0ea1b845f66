package dev.rehearsal.harness.proxy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads messages one after the other. Used by one thread. */
final class WireReader {

  private static final int BUFFER = 64 << 10;
  private static final long AHEAD_MOST = 32L << 20;
  private static final int LENGTH_OF_LENGTH = 4;

  /** What the server takes, pqcomm.h: PQ_LARGE_MESSAGE_LIMIT. */
  private static final int MOST_LENGTH = 0x3fffffff;

  private final DataInputStream in;
  private final byte[] chunk = new byte[BUFFER];
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private byte[] whole;
  private char type;
  private int length;

  WireReader(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
  }

  /** Reads the next message's header; false where the other side is gone. */
  boolean next() throws IOException {
    whole = ahead.poll();
    if (whole != null) {
      type = (char) whole[0];
      return true;
    }
    return nextOfStream();
  }

  /**
   * Looks at what comes before the sender waits for an answer, without taking it: up to Sync, Flush
   * or Terminate, or to a bound on memory.
   */
  List<byte[]> upToWaiting() throws IOException {
    byte[] last = ahead.peekLast();
    long bytes = ahead.stream().mapToLong(message -> message.length).sum();
    while ((last == null || "SHX".indexOf(last[0]) < 0) && bytes < AHEAD_MOST && nextOfStream()) {
      last = message();
      bytes += last.length;
      ahead.add(last);
    }
    return List.copyOf(ahead);
  }

  private boolean nextOfStream() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    type = (char) first;
    length = in.readInt() - LENGTH_OF_LENGTH;
    if (length < 0 || length > MOST_LENGTH) {
      throw new ProtocolViolation("invalid message length " + (length + LENGTH_OF_LENGTH));
    }
    return true;
  }

  char type() {
    return type;
  }

  /** The whole message, with its header; grows as bytes come and not as they are announced. */
  byte[] message() throws IOException {
    if (whole != null) {
      return whole;
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the connection ended within a message");
    }
    return ByteBuffer.allocate(1 + LENGTH_OF_LENGTH + length)
        .put((byte) type)
        .putInt(length + LENGTH_OF_LENGTH)
        .put(body)
        .array();
  }

  /** Passes the message on, in memory that does not follow its size. */
  void pipe(OutputStream out) throws IOException {
    if (whole != null) {
      out.write(whole);
      return;
    }
    out.write(
        ByteBuffer.allocate(1 + LENGTH_OF_LENGTH)
            .put((byte) type)
            .putInt(length + LENGTH_OF_LENGTH)
            .array());
    for (int left = length; left > 0; ) {
      int read = in.read(chunk, 0, Math.min(left, chunk.length));
      if (read < 0) {
        throw new EOFException("the connection ended within a message");
      }
      out.write(chunk, 0, read);
      left -= read;
    }
  }
}
