package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SortedMap;

/** Finds a TCP port on loopback for a server. */
final class Ports {
  private static final int ATTEMPTS = 10;

  private Ports() {}

  /**
   * Starts the server on the port that the user named, or on a free one.
   *
   * @param wanted 0 for any
   * @return the port
   * @throws Problem if the wanted port is taken
   */
  static int start(DataDirectory data, SortedMap<String, String> settings, int wanted)
      throws IOException, InterruptedException {
    if (wanted != 0) {
      if (!data.start(settings, wanted)) {
        throw taken(wanted);
      }
      return wanted;
    }
    // Between finding a port free and listening on it, someone else may take it.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = free();
      if (data.start(settings, port)) {
        return port;
      }
    }
    throw new Problem(
        Problem.Kind.CANNOT_REHEARSE,
        "no free port on 127.0.0.1 in " + ATTEMPTS + " attempts; name one with --port");
  }

  static Problem taken(int port) {
    return new Problem(
        Problem.Kind.USAGE,
        "port " + port + " on 127.0.0.1 is taken; name another, or leave it out for any free one");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
