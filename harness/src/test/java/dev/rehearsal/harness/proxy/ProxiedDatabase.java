package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Watch;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;

/** An empty database with a proxy in front. */
final class ProxiedDatabase implements AutoCloseable {

  final TakeDatabase database;
  final ProxyLog log = new ProxyLog();
  final Proxy proxy;

  private ProxiedDatabase(TakeDatabase database, boolean inspected, Encryption encryption)
      throws IOException, SQLException {
    this.database = database;
    var address = database.login().address();
    if (inspected) {
      try (Connection setup = database.connect("test/setup")) {
        DdlWitness.install(setup);
      }
      int major = TestServers.server().description().major();
      proxy = Proxy.inspecting(address, log, Ticker.system(), NobodyLooks::new, major, encryption);
    } else {
      proxy = Proxy.watching(address, log, Ticker.system(), encryption);
    }
  }

  static ProxiedDatabase of(boolean inspected) throws IOException, SQLException {
    return before(TestServers.freshDatabase(), inspected);
  }

  /** In front of a database that is dropped when it is closed. */
  static ProxiedDatabase before(TakeDatabase database, boolean inspected)
      throws IOException, SQLException {
    return new ProxiedDatabase(database, inspected, Encryption.WHEN_INSISTED_ON);
  }

  static ProxiedDatabase encrypted(boolean inspected) throws IOException, SQLException {
    return new ProxiedDatabase(TestServers.freshDatabase(), inspected, Encryption.OFFERED);
  }

  static ProxiedDatabase watched() throws IOException, SQLException {
    return of(false);
  }

  static ProxiedDatabase inspected() throws IOException, SQLException {
    return of(true);
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

  /** A client that speaks the protocol by hand, at the point where its session begins. */
  RawClient raw() throws Exception {
    return new RawClient(
        RawSession.start(
            new Socket(InetAddress.getLoopbackAddress(), proxy.port()), database.login()));
  }

  /** How many sessions there are that did not come for this question. */
  int sessions() {
    return count(
        "pg_stat_activity WHERE datname = current_database()"
            + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }

  /** How many rows there are, asked past the proxy. */
  int count(String from) {
    try (Connection looking = connect(false);
        Statement statement = looking.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
