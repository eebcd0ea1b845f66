package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One side goes away in the middle of a statement. */
@Timeout(120)
class LossIT {

  private static final String SLEEP = "SELECT pg_sleep(100)";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theStatementOfAClientThatLeftIsEndedAndRolledBack(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      try (RawClient client = on.raw()) {
        client.send(RawClient.query("CREATE TABLE t (a int)")).toReady();
        client.send(RawClient.query("BEGIN")).toReady();
        client.send(RawClient.query("INSERT INTO t VALUES (1)")).toReady();
        client.send(RawClient.query(SLEEP));
        ProxiedDatabase.await(() -> sleeping(on) == 1);
      }
      ProxiedDatabase.await(() -> on.sessions() == 0);

      assertThat(on.count("t")).isZero();
      assertThat(on.answer(SLEEP).connectionLost()).isTrue();
      assertThat(on.answer(SLEEP).failure().getMessage()).contains("client closed");
      ProxiedDatabase.await(() -> on.log.transactions().size() == 2);
      assertThat(on.log.transactions())
          .extracting(TransactionRun::explicit, TransactionRun::end)
          .containsExactly(tuple(false, End.COMMIT), tuple(true, End.LOST));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatResetsWhileMoreOfItWaitsIsNoticed(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      try (RawClient client = on.raw()) {
        client.send(RawClient.query(SLEEP), RawClient.query("CREATE TABLE never (a int)"));
        ProxiedDatabase.await(() -> sleeping(on) == 1);
        client.socket.setSoLinger(true, 0);
      }
      ProxiedDatabase.await(() -> on.sessions() == 0);

      assertThat(on.count("pg_class WHERE relname = 'never'")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatSaidGoodbyeGetsDoneWhatItSent(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      try (RawClient client = on.raw()) {
        client.send(
            RawClient.query("CREATE TABLE t AS SELECT 1 AS a FROM pg_sleep(0.5)"),
            RawClient.query("INSERT INTO t SELECT * FROM t"),
            ClientBytes.message('X', new byte[0]));
      }
      ProxiedDatabase.await(() -> on.texts().size() == 2 && on.sessions() == 0);

      assertThat(on.count("t")).isEqualTo(2);
      assertThat(on.answer("INSERT INTO t SELECT * FROM t").rows()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesWithinItsDataHasCopiedNothing(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      try (RawClient client = on.raw()) {
        client.send(RawClient.query("CREATE TABLE t (a text)")).toReady();
        client.send(RawClient.query("COPY t FROM STDIN"));
        assertThat(client.next()).startsWith("G");
        client.send(
            ClientBytes.message('d', "row\n".getBytes()), new byte[] {'d', 0, 0, 1, 0, 'x'});
      }
      ProxiedDatabase.await(() -> on.sessions() == 0 && on.texts().size() == 2);

      assertThat(on.count("t")).isZero();
      assertThat(on.answer("COPY t FROM STDIN").connectionLost()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aServerThatIsKilledIsALostConnectionForTheClient(boolean inspected) throws Exception {
    DatabaseSpec spec = DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR);
    try (DisposableServer server = Servers.start(spec, Progress.silent())) {
      TakeDatabase database = server.cloneDatabase("template0", "doomed");
      ProxiedDatabase on = ProxiedDatabase.before(database, inspected);
      try (Proxy proxy = on.proxy;
          RawClient client = on.raw()) {
        client.send(RawClient.query("SELECT 1"));
        client.toReady();
        ProcessHandle postmaster = postmaster(on);
        client.send(RawClient.query(SLEEP));
        ProxiedDatabase.await(() -> sleeping(on) == 1);
        postmaster.destroyForcibly();

        String rest = new String(client.socket.getInputStream().readAllBytes());
        assertThat(rest)
            .satisfiesAnyOf(
                text -> assertThat(text).isEmpty(), text -> assertThat(text).contains("FATAL"));
        ProxiedDatabase.await(() -> on.texts().contains(SLEEP));
        assertThat(on.answer(SLEEP).connectionLost()).isTrue();
        assertThat(on.log.trouble()).isNull();
        try (RawClient late = new RawClient(new Socket("127.0.0.1", proxy.port()))) {
          late.send(StartupBytes.startup(3 << 16, "user", "postgres"));
          assertThat(late.next()).startsWith("E").contains("57P03");
        }
      }
    }
  }

  private static ProcessHandle postmaster(ProxiedDatabase on) throws Exception {
    try (Connection looking = on.connect(false);
        Statement statement = looking.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      List<String> lines = Files.readAllLines(Path.of(row.getString(1), "postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIdleClientHearsWhatTheServerSaysOfItself(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw();
        Connection other = on.connect(false);
        Statement statement = other.createStatement()) {
      client.send(RawClient.query("LISTEN news")).toReady();
      statement.execute("NOTIFY news, 'fresh'");

      assertThat(client.next()).startsWith("A").contains("fresh");
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      assertThat(client.next()).startsWith("E").contains("57P01");
      assertThat(client.socket.getInputStream().read()).isNegative();
    }
  }

  private static int sleeping(ProxiedDatabase on) {
    return on.count("pg_stat_activity WHERE wait_event = 'PgSleep'");
  }
}
