package dev.rehearsal.harness.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** What is said on a connection before its startup packet. Safe for threads. */
final class Opening {

  /** The first byte of a TLS record that holds a ClientHello. */
  private static final int TLS_HANDSHAKE = 0x16;

  private final ProxyLog log;
  private final TlsBridge tls = new TlsBridge();
  private volatile boolean offered;

  /**
   * What came of it; both null if the client went away.
   *
   * @param tls the encrypted connection, in which the client begins anew, or null
   * @param packet the startup packet, or null
   */
  record Wish(SSLSocket tls, StartupPacket packet) {}

  Opening(ProxyLog log, Encryption encryption) {
    this.log = log;
    this.offered = encryption == Encryption.OFFERED;
  }

  /** Reads up to the startup packet, or to where encryption begins. */
  Wish read(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int first = in.read();
    if (first == TLS_HANDSHAKE) {
      return new Wish(tls.direct(client, (byte) first), null);
    }
    boolean gssAsked = false;
    boolean tlsRefused = false;
    while (first >= 0) {
      StartupPacket packet = StartupPacket.read((byte) first, in);
      if (packet.asksForTls() && !tlsRefused) {
        if (offered) {
          client.getOutputStream().write('S');
          return new Wish(tls.encrypt(client), null);
        }
        tlsRefused = true;
      } else if (packet.asksForGss() && !gssAsked) {
        gssAsked = true;
      } else {
        return new Wish(null, packet.checked());
      }
      first = refuse(client, in, tlsRefused);
    }
    return new Wish(null, null);
  }

  /** The next byte, or -1 if the client takes no refusal. */
  private int refuse(Socket client, DataInputStream in, boolean tlsWanted) throws IOException {
    int next = -1;
    try {
      client.getOutputStream().write('N');
      next = in.read();
    } finally {
      if (next < 0 && tlsWanted) {
        offered = true;
        log.insistedOnEncryption();
      }
    }
    return next;
  }
}
