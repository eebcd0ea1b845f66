package dev.rehearsal.harness.proxy;

import java.io.IOException;
import java.io.OutputStream;

/** The beginning of a session, which is between the client and the server. */
final class SessionStart {

  private static final int HEADER = 5;
  private static final int AUTHENTICATION_OK = 0;
  private static final int AUTHENTICATION_SASL_FINAL = 12;

  private SessionStart() {}

  /** Passes on what both sides say until the session is ready for its first statement. */
  static void pass(Link link) throws IOException {
    while (link.status() == 0) {
      char type = link.nextOfServer();
      byte[] message = link.server().message();
      link.note(type, message);
      link.toClient().write(message);
      if (type == 'R') {
        authenticate(link, Bytes.int32(message, HEADER));
      } else if (type == 'E') {
        link.toClient().flush();
      }
    }
    link.settings().told();
    link.toClient().flush();
  }

  private static void authenticate(Link link, int request) throws IOException {
    if (request == AUTHENTICATION_OK || request == AUTHENTICATION_SASL_FINAL) {
      return;
    }
    link.toClient().flush();
    if (!link.client().next()) {
      throw new ClientLeft();
    }
    OutputStream toServer = link.toServer();
    link.client().pipe(toServer);
    toServer.flush();
  }
}
