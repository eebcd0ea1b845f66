package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** Forwards what comes, in both directions at once, and notes the statements that pass. */
final class Watching implements Proxy.Joining {

  private final ProxyLog log;
  private final Ticker ticker;
  private final Consumer<String> before;

  /**
   * @param before is told each statement before it is passed on, and may take its time
   */
  Watching(ProxyLog log, Ticker ticker, Consumer<String> before) {
    this.log = log;
    this.ticker = ticker;
    this.before = before;
  }

  @Override
  public void serve(Socket client, Socket server, StartupPacket startup) throws IOException {
    String session = log.connected(startup.application());
    SessionNotes notes = new SessionNotes(log, session, ticker);
    new WatchedConnection(client, server, notes, log, session, before).serve();
  }
}
