package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.proxy.Inspecting;
import dev.rehearsal.harness.proxy.Proxy;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.harness.tool.StartingLine;
import dev.rehearsal.harness.tool.ToolMigration;
import dev.rehearsal.reports.recording.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A performance by the user's tool, through a proxy of its own. */
final class ToolPlaying implements Playing {

  /** What a tool that has ended may still have on its way. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A tool of which nothing is known might be at work elsewhere, and go on. */
  private static final Duration OWN_WAIT = Duration.ofSeconds(5);

  private final ToolMigration migration;
  private final TakeDatabase database;
  private final ProxyLog log;
  private final Proxy proxy;
  private final List<SessionWatch> watches;
  private final Ticker ticker;
  private ToolRun tool;

  private ToolPlaying(
      ToolMigration migration,
      TakeDatabase database,
      ProxyLog log,
      Proxy proxy,
      List<SessionWatch> watches,
      Ticker ticker) {
    this.migration = migration;
    this.database = database;
    this.log = log;
    this.proxy = proxy;
    this.watches = watches;
    this.ticker = ticker;
  }

  /** Performances whose statements are only noted. */
  static Opener watched(ToolMigration migration) {
    return (database, ticker) -> noting(migration, database, ticker, sql -> {});
  }

  /** One of those, of a tool that does not run alone. */
  static ToolPlaying racing(
      ToolMigration migration, TakeDatabase database, Ticker ticker, StartingLine line) {
    return noting(migration, database, ticker, line.lane());
  }

  private static ToolPlaying noting(
      ToolMigration migration, TakeDatabase database, Ticker ticker, Consumer<String> before) {
    ProxyLog log = new ProxyLog();
    try {
      Proxy proxy = Proxy.watching(database.login().address(), log, ticker, before);
      return new ToolPlaying(migration, database, log, proxy, List.of(), ticker);
    } catch (IOException e) {
      throw new UncheckedIOException("listening on the loopback interface", e);
    }
  }

  /**
   * Performances whose statements are inspected, one at a time.
   *
   * @param serverMajor the server's major version
   */
  static Opener inspected(ToolMigration migration, int serverMajor) {
    return (database, ticker) -> {
      ProxyLog log = new ProxyLog();
      List<SessionWatch> watches = new CopyOnWriteArrayList<>();
      return new ToolPlaying(
          migration,
          database,
          log,
          inspecting(database, log, ticker, watches, serverMajor),
          watches,
          ticker);
    };
  }

  private static Proxy inspecting(
      TakeDatabase database,
      ProxyLog log,
      Ticker ticker,
      List<SessionWatch> watches,
      int serverMajor) {
    Inspecting.Watches opening =
        () -> {
          SessionWatch watch = new SessionWatch(database, ticker);
          watches.add(watch);
          return watch;
        };
    try {
      return Proxy.inspecting(database.login().address(), log, ticker, opening, serverMajor);
    } catch (IOException e) {
      throw new UncheckedIOException("listening on the loopback interface", e);
    }
  }

  @Override
  public Performance perform() {
    OwnWaits waiting = OwnWaits.watch(database, this::sessions, OWN_WAIT, ticker);
    try {
      ToolMigration.Performed performed =
          migration.perform(
              database.login().through(proxy.port()),
              log,
              () -> proxy.drain(PATIENCE),
              waiting::finish);
      tool = performed.tool();
      return performed.performance();
    } finally {
      waiting.finish();
    }
  }

  /** The names of those that the server has let in, by their processes. */
  private Map<Integer, String> sessions() {
    return log.connections().stream()
        .filter(each -> each.backendPid() != 0)
        .collect(
            Collectors.toMap(
                ProxyLog.ToolConnection::backendPid,
                ProxyLog.ToolConnection::session,
                // A process that has ended may have left its number to a later one.
                (earlier, later) -> later));
  }

  /** Performs it while another does too. May be called on a thread of its own. */
  ToolMigration.Raced race() {
    return migration.race(database.login().through(proxy.port()), log, () -> proxy.drain(PATIENCE));
  }

  @Override
  public String session(int backendPid) {
    return sessions().get(backendPid);
  }

  @Override
  public ToolRun tool() {
    return tool;
  }

  @Override
  public void close() throws SQLException {
    proxy.close();
    for (SessionWatch watch : watches) {
      watch.close();
    }
  }
}
