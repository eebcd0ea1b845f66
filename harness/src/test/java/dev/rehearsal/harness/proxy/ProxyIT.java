package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.io.DataInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProxyIT {

  private ProxiedDatabase watched;

  @BeforeEach
  void start() throws Exception {
    watched = ProxiedDatabase.watched();
  }

  @AfterEach
  void stop() {
    watched.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void notesWhatWasSentAndAnswered() throws Exception {
    try (Connection client =
        watched.connect(
            true,
            "preferQueryMode",
            "simple",
            "ApplicationName",
            "migrator",
            "assumeMinServerVersion",
            "14")) {
      run(client, "CREATE TABLE t (a int)");
      run(client, "INSERT INTO t SELECT generate_series(1, 7)");
      assertThatThrownBy(() -> run(client, "SELECT 1/0")).isInstanceOf(SQLException.class);
      run(client, "SELECT pg_sleep(0.05)");
    }
    assertThat(watched.answer("CREATE TABLE t (a int)").tag()).isEqualTo("CREATE TABLE");
    assertThat(watched.answer("INSERT INTO t SELECT generate_series(1, 7)").rows()).isEqualTo(7);
    assertThat(watched.answer("SELECT 1/0").sqlState()).isEqualTo("22012");
    var slept = watched.answer("SELECT pg_sleep(0.05)");
    assertThat(slept.endedNanos() - slept.startedNanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    assertThat(watched.log.connections())
        .singleElement()
        .satisfies(
            connection -> {
              assertThat(connection.session()).isEqualTo("tool/1");
              assertThat(connection.application()).isEqualTo("migrator");
              assertThat(connection.backendPid()).isPositive();
            });
  }

  @Test
  void tellsWhichStatementsWereOneTransaction() throws Exception {
    try (Connection client = watched.connect(true, "preferQueryMode", "simple")) {
      run(client, "CREATE TABLE t (a int); CREATE TABLE u (a int)");
      run(client, "BEGIN");
      run(client, "INSERT INTO t VALUES (1)");
      run(client, "ROLLBACK");
      run(client, "INSERT INTO t VALUES (2)");
    }
    ProxiedDatabase.await(() -> watched.log.transactions().size() >= 3);
    assertThat(watched.log.exchanges())
        .filteredOn(each -> !each.sql().startsWith("SET"))
        .extracting(Exchange::transaction)
        .map(transaction -> transaction - firstTransaction())
        .containsExactly(0, 0, 1, 1, 1, 2);
    assertThat(watched.log.transactions())
        .extracting(TransactionRun::explicit, TransactionRun::end)
        .endsWith(
            org.assertj.core.groups.Tuple.tuple(false, End.COMMIT),
            org.assertj.core.groups.Tuple.tuple(true, End.ROLLBACK),
            org.assertj.core.groups.Tuple.tuple(false, End.COMMIT));
  }

  private int firstTransaction() {
    return watched.log.exchanges().stream()
        .filter(each -> !each.sql().startsWith("SET"))
        .findFirst()
        .orElseThrow()
        .transaction();
  }

  @Test
  void takesTenThousandMessagesInOneGo() throws Exception {
    try (Socket socket = startedSession()) {
      OutputStream out = socket.getOutputStream();
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 10_000; i++) {
                    out.write(query("SELECT " + i));
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writer.start();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (int ready = 0; ready < 10_000; ) {
        ready += next(in) == 'Z' ? 1 : 0;
      }
      writer.join();
    }
    assertThat(watched.texts()).hasSize(10_000).startsWith("SELECT 0").endsWith("SELECT 9999");
  }

  @Test
  void cancelReachesTheServer() throws Exception {
    try (Connection client = watched.connect(true);
        Statement sleeping = client.createStatement()) {
      Thread canceller =
          new Thread(
              () -> {
                try {
                  Thread.sleep(300);
                  sleeping.cancel();
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      canceller.start();

      assertThatThrownBy(() -> sleeping.execute("SELECT pg_sleep(60)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      canceller.join();
    }
  }

  @Test
  void aServerThatDiesIsALostConnectionForTheClient() throws Exception {
    ProxyLog log = new ProxyLog();
    DisposableServer server =
        Servers.start(DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR), Progress.silent());
    TakeDatabase database = server.cloneDatabase("template0", "doomed");
    try (Proxy proxy = Proxy.watching(database.login().address(), log, Ticker.system())) {
      String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/doomed";
      try (Connection client =
          DriverManager.getConnection(url, database.login().user(), database.login().password())) {
        Thread killer = new Thread(server::close);
        killer.start();

        assertThatThrownBy(() -> run(client, "SELECT pg_sleep(60)"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).matches("57P01|57P02|08006"));
        killer.join();
      }
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      url, database.login().user(), database.login().password()))
          .isInstanceOf(SQLException.class);
    } finally {
      server.close();
    }
  }

  @Test
  void refusesWhatIsNoMessageAndServesTheOthers() throws Exception {
    try (Connection bystander = watched.connect(true);
        Socket socket = startedSession()) {
      socket.getOutputStream().write(new byte[] {'!', 0, 0, 0, 4});

      assertThat(refusal(socket.getInputStream())).contains("C08P01");
      run(bystander, "SELECT 1");
    }
  }

  @Test
  void refusesAStartupPacketThatIsNone() throws Exception {
    try (Socket socket = socket()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(refusal(socket.getInputStream())).contains("C08P01");
    }
  }

  private Socket socket() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), watched.proxy.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** The server answers none of them before it is done with all. */
  @Test
  void theTimesOfStatementsThatComeAsOneCountFromTheFirst() throws Exception {
    try (Socket socket = startedSession()) {
      socket
          .getOutputStream()
          .write(query("CREATE TABLE a (); SELECT pg_sleep(0.3); CREATE TABLE b ()"));
      socket.getOutputStream().write(query("SELECT 1"));
      socket.getOutputStream().write(ClientBytes.message('X', new byte[0]));
      socket.getInputStream().readAllBytes();
    }

    Answer first = watched.answer("CREATE TABLE a ()");
    Answer last = watched.answer("CREATE TABLE b ()");
    assertThat(last.startedNanos()).isEqualTo(first.startedNanos());
    assertThat(last.endedNanos() - last.startedNanos()).isGreaterThan(300_000_000);
    assertThat(watched.answer("SELECT 1").startedNanos()).isGreaterThanOrEqualTo(last.endedNanos());
  }

  /** A session of a client that speaks the protocol by hand. */
  private Socket startedSession() throws Exception {
    return RawSession.start(socket(), watched.database.login());
  }

  private static byte[] query(String sql) {
    return ClientBytes.message('Q', (sql + "\0").getBytes(StandardCharsets.UTF_8));
  }

  private static char next(DataInputStream in) throws Exception {
    char type = (char) in.readByte();
    in.readFully(new byte[in.readInt() - 4]);
    return type;
  }

  private static String refusal(InputStream in) throws Exception {
    byte[] all = in.readAllBytes();
    assertThat(all).isNotEmpty();
    assertThat(all[0]).isEqualTo((byte) 'E');
    assertThat(ByteBuffer.wrap(all).getInt(1)).isEqualTo(all.length - 1);
    return new String(all, StandardCharsets.UTF_8);
  }
}
