package dev.rehearsal.harness.proxy;

import java.io.IOException;

/**
 * Passes on a client's COPY data up to where it says that it is done, while somebody else reads
 * what the server says to it: a server that is full of notices would take no more data.
 */
final class CopyFromClient {

  private final Link link;
  private final boolean extended;
  private final Thread thread;
  private IOException failure;

  private CopyFromClient(Link link, boolean extended) {
    this.link = link;
    this.extended = extended;
    this.thread = Proxy.daemon("rehearse-proxy-copy", this::run);
  }

  /**
   * Begins.
   *
   * @param extended whether a Sync of ours has to follow the data
   */
  static CopyFromClient start(Link link, boolean extended) {
    link.copying(true);
    return new CopyFromClient(link, extended);
  }

  private void run() {
    try {
      pass();
    } catch (IOException e) {
      failure = e;
      link.hangUp();
    }
  }

  private void pass() throws IOException {
    WireReader client = link.client();
    while (client.next()) {
      char type = client.type();
      switch (type) {
        case 'S', 'H' -> client.message(); // the server passes over them here
        case 'd' -> client.pipe(link.toServer());
        case 'c', 'f' -> {
          client.pipe(link.toServer());
          finish();
          return;
        }
        default -> throw new ProtocolViolation("message type " + (int) type + " within COPY data");
      }
    }
    throw new ClientLeft();
  }

  private void finish() throws IOException {
    if (extended) {
      // Ours was passed over as the client's was, which it will send again.
      link.toServer().write(Injected.SYNC);
    }
    link.toServer().flush();
  }

  /** Waits until the client is done, which it has to be also where the COPY has failed. */
  void join() throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted within COPY data", e);
    } finally {
      link.copying(false);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
