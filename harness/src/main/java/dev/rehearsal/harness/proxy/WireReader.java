package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Reads messages one after the other; while none comes it lets somebody look around now and then.
 * Used by one thread at a time.
 */
final class WireReader {

  private static final int BUFFER = 64 << 10;
  private static final long AHEAD_MOST = 32L << 20;
  private static final int HEADER = 5;
  private static final int LENGTH_OF_LENGTH = 4;
  private static final int TICK_MILLIS = 100;

  /** What the server takes, pqcomm.h: PQ_LARGE_MESSAGE_LIMIT. */
  private static final int MOST_LENGTH = 0x3fffffff;

  private static final byte[] TERMINATE = {'X', 0, 0, 0, 4};

  /** What is done while nothing comes. */
  interface Meanwhile {

    /**
     * @throws IOException if there is no sense in waiting any longer
     */
    void look() throws IOException;
  }

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private Meanwhile meanwhile = () -> {};
  private int at;
  private int end;
  private boolean over;
  private byte[] whole;
  private char type;
  private int length;

  WireReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    socket.setSoTimeout(TICK_MILLIS);
  }

  void meanwhile(Meanwhile looking) {
    this.meanwhile = looking;
  }

  /** Reads the next message's header; false where the other side is gone. */
  boolean next() throws IOException {
    whole = ahead.poll();
    if (whole != null) {
      type = (char) (whole[0] & 0xff);
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
    whole = null;
    if (at == end && !fill()) {
      return false;
    }
    type = (char) (buffer[at++] & 0xff);
    int announced = 0;
    for (int i = 0; i < LENGTH_OF_LENGTH; i++) {
      need();
      announced = announced << 8 | buffer[at++] & 0xff;
    }
    length = announced - LENGTH_OF_LENGTH;
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
    if (whole == null) {
      ByteArrayOutputStream all = new ByteArrayOutputStream(HEADER + Math.min(length, BUFFER));
      pipe(all);
      whole = all.toByteArray();
    }
    return whole;
  }

  /** Passes the message on, in memory that does not follow its size. */
  void pipe(OutputStream out) throws IOException {
    if (whole != null) {
      out.write(whole);
      return;
    }
    out.write(type);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(length + LENGTH_OF_LENGTH >>> shift);
    }
    for (int left = length; left > 0; ) {
      need();
      int part = Math.min(left, end - at);
      out.write(buffer, at, part);
      at += part;
      left -= part;
    }
  }

  private void need() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("the connection ended within a message");
    }
  }

  /** Waits for bytes; false if no more come. */
  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    while (at == end && !over) {
      try {
        took(in.read(buffer, 0, BUFFER));
      } catch (SocketTimeoutException quiet) {
        meanwhile.look();
      }
    }
    return at < end;
  }

  private void took(int read) {
    over = read < 0;
    end += Math.max(0, read);
  }

  /** Takes what has come without waiting for it; false if nothing will come any more. */
  boolean poll() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    if (!over && end < BUFFER) {
      try {
        socket.setSoTimeout(1);
        took(in.read(buffer, end, BUFFER - end));
      } catch (SocketTimeoutException quiet) {
        // Nothing has come, which is an answer.
      } catch (IOException reset) {
        over = true;
      }
      socket.setSoTimeout(TICK_MILLIS);
    }
    return !over;
  }

  /** Whether something has come that was not read yet. */
  boolean pending() {
    return at < end || !ahead.isEmpty();
  }

  /** Whether the last that has come, and was not read yet, is Terminate. */
  boolean endsInTerminate() {
    byte[] last = ahead.peekLast();
    if (at == end) {
      return last != null && last[0] == 'X';
    }
    int from = end - TERMINATE.length;
    return from >= at && Arrays.equals(buffer, from, end, TERMINATE, 0, TERMINATE.length);
  }
}
