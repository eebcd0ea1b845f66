package dev.rehearsal.harness.migration;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Speaks just enough of the frontend/backend protocol 3 to be psql's server, executes nothing, and
 * writes down the text of every query that psql sends. What a query means does not matter to where
 * psql splits, so any garbage will do.
 */
final class RecordingServer implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket socket;
  private final List<String> queries = new ArrayList<>();

  RecordingServer() throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Serves one connection until the client leaves, and returns what it sent. */
  List<String> serve() throws IOException {
    queries.clear();
    try (Socket client = socket.accept()) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
      welcome(in, out);
      while (answer(in, out)) {
        out.flush();
      }
    }
    return List.copyOf(queries);
  }

  private static void welcome(DataInputStream in, DataOutputStream out) throws IOException {
    int request = startup(in);
    while (request == SSL_REQUEST || request == GSS_REQUEST) {
      out.write('N');
      out.flush();
      request = startup(in);
    }
    send(out, 'R', new byte[4]);
    for (String setting :
        List.of(
            "server_version\00015.0\0",
            "server_encoding\0UTF8\0",
            "client_encoding\0UTF8\0",
            "standard_conforming_strings\0on\0")) {
      send(out, 'S', bytes(setting));
    }
    send(out, 'Z', bytes("I"));
    out.flush();
  }

  private static int startup(DataInputStream in) throws IOException {
    int length = in.readInt();
    int code = in.readInt();
    in.skipNBytes(length - 8);
    return code;
  }

  private boolean answer(DataInputStream in, DataOutputStream out) throws IOException {
    int type = in.read();
    if (type != 'Q') {
      return false;
    }
    byte[] body = in.readNBytes(in.readInt() - 4);
    String query = new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
    if (query.toLowerCase(Locale.ROOT).startsWith("copy t from stdin")) {
      query += "\n" + copyData(in, out);
    }
    queries.add(query);
    send(out, 'C', bytes("OK\0"));
    send(out, 'Z', bytes("I"));
    return true;
  }

  private static String copyData(DataInputStream in, DataOutputStream out) throws IOException {
    send(out, 'G', new byte[] {0, 0, 1, 0, 0});
    out.flush();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int type = in.read();
    while (type == 'd') {
      data.write(in.readNBytes(in.readInt() - 4));
      type = in.read();
    }
    in.skipNBytes(in.readInt() - 4);
    return data.toString(StandardCharsets.UTF_8);
  }

  private static void send(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
