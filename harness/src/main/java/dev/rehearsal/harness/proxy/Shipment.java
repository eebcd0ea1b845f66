package dev.rehearsal.harness.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Messages of a client that are sent to the server in one go.
 *
 * @param messages as they came
 * @param extended whether a Sync of ours has to follow them
 */
record Shipment(List<byte[]> messages, boolean extended) {

  /** What a connection holds in any case, so that nobody waits for the other to read. */
  private static final int SURELY_TAKEN = 16 << 10;

  Shipment {
    messages = List.copyOf(messages);
  }

  /**
   * Sends them. Where the server may want to answer before it has read them all, this is left to a
   * thread, since it would wait for us to read.
   */
  void send(OutputStream toServer) throws IOException {
    long bytes = messages.stream().mapToLong(message -> message.length).sum();
    if (messages.size() == 1 || bytes <= SURELY_TAKEN) {
      write(toServer);
    } else {
      Proxy.daemon("rehearse-proxy-send", () -> writeQuietly(toServer));
    }
  }

  private void writeQuietly(OutputStream toServer) {
    try {
      write(toServer);
    } catch (IOException gone) {
      // Whoever reads the answer finds out.
    }
  }

  private void write(OutputStream toServer) throws IOException {
    for (byte[] message : messages) {
      toServer.write(message);
    }
    if (extended) {
      toServer.write(Injected.SYNC);
    }
    toServer.flush();
  }

  /** Whether COPY data is among them. */
  boolean carriesCopyData() {
    return messages.stream().anyMatch(message -> "dcf".indexOf(message[0]) >= 0);
  }
}
