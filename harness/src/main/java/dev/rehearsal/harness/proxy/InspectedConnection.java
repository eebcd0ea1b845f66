package dev.rehearsal.harness.proxy;

import java.io.IOException;

/**
 * One connection of a tool, statement by statement: a message is sent on when the one before it has
 * been answered and inspected, so that pipelined messages wait in the socket. Used by one thread.
 */
final class InspectedConnection {

  private final ToolSession session;
  private final Performing performing;
  private final SimpleQuery simple;
  private final ExtendedQuery extended;

  InspectedConnection(ToolSession session, String name, Inspecting take) {
    this.session = session;
    this.performing = new Performing(session, name, take);
    this.simple = new SimpleQuery(session, performing);
    this.extended = new ExtendedQuery(session, performing);
  }

  /** Serves the client until it leaves. */
  void serve() throws IOException {
    WireReader client = session.link().client();
    while (client.next()) {
      char type = client.type();
      if (type == 'X') {
        session.send(client.message());
        return;
      }
      message(type, client.message());
      if (session.closed()) {
        throw new IOException("the connection was lost");
      }
    }
  }

  private void message(char type, byte[] message) throws IOException {
    if (extended.skipping() && type != 'S') {
      return;
    }
    switch (type) {
      case 'Q' -> simple.perform(message);
      case 'P', 'B', 'D', 'C' -> extended.add(type, message);
      case 'E' -> extended.execute(message);
      case 'H' -> extended.flush();
      case 'S' -> extended.sync();
      case 'F' -> simple.call(message);
      case 'c', 'd', 'f' -> {} // behind a COPY that has failed
      default -> throw new ProtocolViolation("invalid frontend message type " + (int) type);
    }
  }

  /** The client is gone, or the server. */
  void closed() {
    performing.closed();
  }
}
