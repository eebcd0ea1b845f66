package dev.rehearsal.harness.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * One connection of a tool whose bytes are forwarded as they come: one thread from the client to
 * the server, one back.
 */
final class WatchedConnection {

  private static final int BUFFER = 64 << 10;

  private final Socket client;
  private final Socket server;
  private final SessionNotes notes;
  private final ClientMessages sent;
  private final ServerMessages answers;
  private volatile boolean serverGone;
  private volatile boolean refused;

  WatchedConnection(
      Socket client,
      Socket server,
      SessionNotes notes,
      ProxyLog log,
      String session,
      Consumer<String> before) {
    ClientEncoding encoding = new ClientEncoding();
    this.client = client;
    this.server = server;
    this.notes = notes;
    this.sent = new ClientMessages(notes, encoding, before);
    this.answers = new ServerMessages(log, session, notes, encoding);
  }

  /** Serves the client to its end. */
  void serve() throws IOException {
    Thread back = Proxy.daemon("rehearse-proxy-server", this::back);
    try {
      forward();
    } finally {
      end(back);
    }
  }

  private void forward() throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    MessageScanner scanner = new MessageScanner(sent);
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        scanner.scan(buffer, read);
        out.write(buffer, 0, read);
      }
    } catch (ProtocolViolation e) {
      refused = true;
      throw e;
    }
  }

  /**
   * A client that said goodbye gets done what it has sent. Of one that just left, the statement is
   * ended; the server itself would find out when it has something to say.
   */
  private void end(Thread back) throws IOException {
    if (serverGone) {
      notes.closed(true);
    } else if (sent.terminated() && !refused) {
      server.shutdownOutput();
      join(back);
    } else {
      boolean busy = notes.busy();
      notes.closed(false);
      if (busy && answers.cancelKey() != null) {
        answers.cancelKey().send(server.getRemoteSocketAddress());
      }
    }
    Proxy.closeQuietly(server);
    join(back);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void back() {
    try {
      passBack();
    } catch (IOException reset) {
      // As good as closed.
    } finally {
      serverGone = true;
      notes.closed(true);
      if (!refused) {
        Proxy.closeQuietly(client);
      }
    }
  }

  /** Up to where the server closes, whether or not the client still listens. */
  private void passBack() throws IOException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    MessageScanner scanner = new MessageScanner(answers);
    byte[] buffer = new byte[BUFFER];
    boolean listens = true;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      scanner.scan(buffer, read);
      listens = listens && written(out, buffer, read);
    }
  }

  private static boolean written(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
      return true;
    } catch (IOException gone) {
      return false; // which the other thread finds out, too
    }
  }
}
