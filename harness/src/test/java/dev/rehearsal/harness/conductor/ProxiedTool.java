package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.proxy.Proxy;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy in front of a database, with all that a facts take has around it. */
public final class ProxiedTool implements AutoCloseable {

  private final List<SessionWatch> watches = new CopyOnWriteArrayList<>();
  private final ProxyLog log = new ProxyLog();
  private final Proxy proxy;

  private ProxiedTool(TakeDatabase database, boolean inspected) throws IOException, SQLException {
    var address = database.login().address();
    if (!inspected) {
      proxy = Proxy.watching(address, log, Ticker.system());
      return;
    }
    try (Connection setup = database.connect(Sessions.SETUP)) {
      DdlWitness.install(setup);
    }
    int major = TestServers.server().description().major();
    proxy =
        Proxy.inspecting(
            address,
            log,
            Ticker.system(),
            () -> {
              SessionWatch watch = new SessionWatch(database, Ticker.system());
              watches.add(watch);
              return watch;
            },
            major);
  }

  public static ProxiedTool watched(TakeDatabase database) throws IOException, SQLException {
    return new ProxiedTool(database, false);
  }

  public static ProxiedTool inspected(TakeDatabase database) throws IOException, SQLException {
    return new ProxiedTool(database, true);
  }

  public int port() {
    return proxy.port();
  }

  public ProxyLog log() {
    return log;
  }

  @Override
  public void close() throws SQLException {
    proxy.close();
    for (SessionWatch watch : watches) {
      watch.close();
    }
  }
}
