package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.replay.Inspector;
import dev.rehearsal.harness.replay.Watch;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Inspects what passes: each statement runs in a transaction that is held open until its locks and
 * its work have been read. One thread for each connection.
 */
public final class Inspecting implements Proxy.Joining {

  private final ProxyLog log;
  private final Ticker ticker;
  private final Watches watches;
  private final int serverMajor;
  private final Map<String, Inspector> first = new HashMap<>();
  private ToolSession busy;

  /** Looks at sessions from outside; one for each connection of the tool. */
  public interface Watches {
    Watch open() throws SQLException;
  }

  Inspecting(ProxyLog log, Ticker ticker, Watches watches, int serverMajor) {
    this.log = log;
    this.ticker = ticker;
    this.watches = watches;
    this.serverMajor = serverMajor;
  }

  @Override
  public void serve(Socket client, Socket server, StartupPacket startup) throws IOException {
    String name = log.connected(startup.application());
    Link link = new Link(client, server);
    SessionStart.pass(link);
    log.letIn(name, link.backendPid());
    ToolSession session = new ToolSession(link, ticker);
    InspectedConnection connection = new InspectedConnection(session, name, this);
    try {
      connection.serve();
    } finally {
      connection.closed();
      link.toClient().flush(); // what a server that is gone has said last
    }
  }

  ProxyLog log() {
    return log;
  }

  Ticker ticker() {
    return ticker;
  }

  /**
   * One for a session that is idle. The first in a database takes note of what exists there: tools
   * look into another one, too, such as dbmate, which asks {@code postgres} whether theirs exists.
   */
  synchronized Inspector inspector(ToolSession session) throws SQLException {
    String database = session.ask("SELECT pg_catalog.current_database()").get(0).get(0);
    Watch watch = watches.open();
    Inspector before = first.get(database);
    if (before != null) {
      return new Inspector(session, watch, serverMajor, before);
    }
    Inspector inspector = new Inspector(session, watch, serverMajor);
    first.put(database, inspector);
    return inspector;
  }

  /** Whether another session has done something since this one last did. */
  synchronized boolean othersWereBusy(ToolSession session) {
    boolean others = busy != session;
    busy = session;
    return others;
  }
}
