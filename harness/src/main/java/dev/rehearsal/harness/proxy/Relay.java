package dev.rehearsal.harness.proxy;

import java.io.IOException;

/** Sends a shipment, and lets the server's answer pass to the client as far as it is certain. */
final class Relay {

  private final Link link;
  private final Shipment shipment;
  private final ClientAnswer toClient;
  private final AnswerParts parts;
  private CopyFromClient copy;

  Relay(Link link, Shipment shipment, ClientAnswer toClient, AnswerParts parts) {
    this.link = link;
    this.shipment = shipment;
    this.toClient = toClient;
    this.parts = parts;
  }

  /** Comes back when the server is ready for the next statement. */
  void run() throws IOException {
    shipment.send(link.toServer());
    try {
      char type;
      do {
        type = link.nextOfServer();
        pass(type);
      } while (type != 'Z');
    } catch (IOException e) {
      copied(); // whose failure is the reason, if it has one
      throw e;
    }
  }

  private void pass(char type) throws IOException {
    switch (type) {
      case 'D', 'd', 'H', 'W' -> toClient.stream();
      case 'G' -> {
        toClient.stream();
        link.toClient().flush();
        if (!shipment.carriesCopyData()) {
          copy = CopyFromClient.start(link, shipment.extended());
        }
      }
      default -> keep(type, link.server().message());
    }
  }

  private void keep(char type, byte[] message) throws IOException {
    link.note(type, message);
    switch (type) {
      case 'C', 'I', 's' -> {
        copied();
        toClient.end(message);
        parts.ended(type, Link.body(message));
      }
      case 'E' -> {
        parts.failed(new ServerSaid(message, link.encoding().get()));
        copied();
        toClient.holdEnd(); // of a statement before the one that failed
      }
      case 'N' -> {
        if (!parts.witness(Link.body(message))) {
          toClient.hold(message);
        }
      }
      case 'S', 'Z' -> {} // for the end of it all
      default -> {
        toClient.holdEnd();
        toClient.hold(message);
      }
    }
  }

  private void copied() throws IOException {
    if (copy != null) {
      CopyFromClient ended = copy;
      copy = null;
      ended.join();
    }
  }
}
