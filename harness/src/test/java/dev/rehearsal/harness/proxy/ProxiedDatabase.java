package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Watch;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** An empty database with a proxy in front. */
final class ProxiedDatabase implements AutoCloseable {

  final TakeDatabase database = TestServers.freshDatabase();
  final ProxyLog log = new ProxyLog();
  final Proxy proxy;

  private ProxiedDatabase(boolean inspected) throws IOException, SQLException {
    var address = database.login().address();
    if (inspected) {
      try (Connection setup = database.connect("test/setup")) {
        DdlWitness.install(setup);
      }
      int major = TestServers.server().description().major();
      proxy = Proxy.inspecting(address, log, Ticker.system(), NobodyLooks::new, major);
    } else {
      proxy = Proxy.watching(address, log, Ticker.system());
    }
  }

  static ProxiedDatabase watched() throws IOException, SQLException {
    return new ProxiedDatabase(false);
  }

  static ProxiedDatabase inspected() throws IOException, SQLException {
    return new ProxiedDatabase(true);
  }

  /** What a session does is seen from within alone. */
  private static final class NobodyLooks implements Watch {
    @Override
    public void begin(int backendPid, boolean holdAtWaits) {}

    @Override
    public Sighting end() {
      return new Sighting(List.of(), List.of(), List.of(), 0, null);
    }
  }

  /** A connection as an application makes it, past the proxy or through it. */
  Connection connect(boolean through, String... properties) throws SQLException {
    Login login = database.login();
    int port = through ? proxy.port() : login.port();
    Properties all = new Properties();
    all.setProperty("user", login.user());
    all.setProperty("password", login.password());
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + login.database(), all);
  }

  List<String> texts() {
    return log.exchanges().stream().map(Exchange::sql).toList();
  }

  Answer answer(String sql) {
    return log.exchanges().stream()
        .filter(each -> each.sql().equals(sql))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not noted: " + sql + " in " + texts()))
        .performed()
        .answer();
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about within 20 s");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    proxy.close();
    database.close();
  }
}
