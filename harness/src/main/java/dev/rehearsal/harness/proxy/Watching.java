package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** Forwards what comes, in both directions at once, and notes the statements that pass. */
final class Watching implements Proxy.Joining {

  private static final int BUFFER = 64 << 10;

  private final ProxyLog log;
  private final Ticker ticker;

  Watching(ProxyLog log, Ticker ticker) {
    this.log = log;
    this.ticker = ticker;
  }

  @Override
  public void serve(Socket client, Socket server, StartupPacket startup) throws IOException {
    String session = log.connected(startup.application());
    SessionNotes notes = new SessionNotes(log, session, ticker);
    ClientEncoding encoding = new ClientEncoding();
    ServerMessages answers = new ServerMessages(log, session, notes, encoding);
    AtomicBoolean refused = new AtomicBoolean();
    Thread backwards =
        Proxy.daemon(
            "rehearse-proxy-server",
            () -> {
              forwardQuietly(server, client, answers);
              notes.closed(true);
              if (!refused.get()) {
                Proxy.closeQuietly(client);
              }
            });
    try {
      forward(client, server, new ClientMessages(notes, encoding));
      notes.closed(false);
    } catch (ProtocolViolation e) {
      refused.set(true);
      throw e;
    } finally {
      Proxy.closeQuietly(server);
      join(backwards);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forwardQuietly(Socket from, Socket to, MessageScanner.Listener listener) {
    try {
      forward(from, to, listener);
    } catch (IOException gone) {
      // One side left; the connection ends for the other, too.
    }
  }

  private static void forward(Socket from, Socket to, MessageScanner.Listener listener)
      throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    MessageScanner scanner = new MessageScanner(listener);
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      scanner.scan(buffer, read);
      out.write(buffer, 0, read);
    }
  }
}
