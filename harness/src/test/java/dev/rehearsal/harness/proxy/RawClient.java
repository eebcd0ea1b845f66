package dev.rehearsal.harness.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes its messages by hand. */
final class RawClient implements AutoCloseable {

  final Socket socket;
  private final DataInputStream in;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 << 10));
  }

  static byte[] query(String sql) {
    return ClientBytes.message('Q', text(sql));
  }

  /** Parse, Bind, Describe and Execute of the unnamed statement, without Sync. */
  static byte[] executed(String sql) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ClientBytes.message('P', ("\0" + sql + "\0\0\0").getBytes(StandardCharsets.UTF_8)));
    all.writeBytes(ClientBytes.message('B', new byte[8]));
    all.writeBytes(ClientBytes.message('D', new byte[] {'P', 0}));
    all.writeBytes(ClientBytes.message('E', new byte[5]));
    return all.toByteArray();
  }

  static byte[] sync() {
    return ClientBytes.message('S', new byte[0]);
  }

  private static byte[] text(String sql) {
    return (sql + "\0").getBytes(StandardCharsets.UTF_8);
  }

  RawClient send(byte[]... messages) throws IOException {
    for (byte[] message : messages) {
      socket.getOutputStream().write(message);
    }
    return this;
  }

  /** The next message as its type and its text. */
  String next() throws IOException {
    char type = (char) in.readByte();
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return type + new String(body, StandardCharsets.UTF_8);
  }

  /** The types of the messages up to ReadyForQuery. */
  String toReady() throws IOException {
    StringBuilder types = new StringBuilder();
    do {
      types.append(next().charAt(0));
    } while (types.charAt(types.length() - 1) != 'Z');
    return types.toString();
  }

  /** Writes in a thread of its own, as a client does that pipelines. */
  Thread writing(byte[] messages) {
    Thread thread =
        new Thread(
            () -> {
              try {
                send(messages);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  /** Leaves without a word. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
