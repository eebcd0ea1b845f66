package dev.rehearsal.harness.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Ends encrypted connections. Its certificate is made when the first one comes and never leaves the
 * memory. Safe for threads.
 */
final class TlsBridge {

  /** What clients ask for in a handshake that no SSLRequest came before (IANA, ALPN). */
  private static final String PROTOCOL = "postgresql";

  private static final int BUFFER = 64 << 10;

  private SSLContext context;

  private synchronized SSLContext context() throws IOException {
    if (context == null) {
      try {
        context = OwnCertificate.make().context();
      } catch (GeneralSecurityException e) {
        throw new IOException("this Java cannot make a certificate", e);
      }
    }
    return context;
  }

  /** For a client that was told that it may. */
  SSLSocket encrypt(Socket client) throws IOException {
    return handshake(client, new byte[0]);
  }

  /**
   * For a client that did not ask. As the server demands it, it has to say what it is going to
   * speak.
   */
  SSLSocket direct(Socket client, byte first) throws IOException {
    SSLSocket tls = handshake(client, new byte[] {first});
    if (!PROTOCOL.equals(tls.getApplicationProtocol())) {
      tls.close();
      throw new IOException("direct encryption without a protocol");
    }
    return tls;
  }

  private SSLSocket handshake(Socket client, byte[] read) throws IOException {
    InputStream consumed = new ByteArrayInputStream(read);
    SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(client, consumed, true);
    tls.setUseClientMode(false);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {PROTOCOL});
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    tls.setSoTimeout(0);
    return tls;
  }

  /** Passes on what both say until one of them leaves; both are closed then. */
  static void join(SSLSocket tls, Socket plain) throws IOException {
    Thread back = Proxy.daemon("rehearse-proxy-tls", () -> passQuietly(plain, tls));
    try {
      pass(tls, plain);
    } finally {
      Proxy.closeQuietly(plain);
      try {
        back.join();
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void passQuietly(Socket from, Socket to) {
    try {
      pass(from, to);
    } catch (IOException gone) {
      // One side left; the connection ends for the other, too.
    } finally {
      Proxy.closeQuietly(to);
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }
}
