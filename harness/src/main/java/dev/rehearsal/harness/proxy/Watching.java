package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.net.Socket;

/** Forwards what comes, in both directions at once, and notes the statements that pass. */
final class Watching implements Proxy.Joining {

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
    new WatchedConnection(client, server, notes, log, session).serve();
  }
}
