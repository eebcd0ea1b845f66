package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class InspectedIT {

  private ProxiedDatabase inspected;

  @BeforeEach
  void start() throws Exception {
    inspected = ProxiedDatabase.inspected();
  }

  @AfterEach
  void stop() {
    inspected.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void aConstraintThatFailsAtTheCommitReachesTheClient(String queryMode) throws Exception {
    try (Connection client = inspected.connect(true, "preferQueryMode", queryMode)) {
      run(client, "CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
      run(client, "INSERT INTO t VALUES (1)");

      assertThatThrownBy(() -> run(client, "INSERT INTO t VALUES (1)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
      run(client, "INSERT INTO t VALUES (2)");
    }
    assertThat(inspected.log.trouble()).isNull();
  }

  @Test
  void whatSeveralConnectionsDidIsNotTakenForWhatWasThereBefore() throws Exception {
    try (Connection one = inspected.connect(true);
        Connection two = inspected.connect(true)) {
      run(two, "SELECT 1");
      run(one, "CREATE TABLE t (a int)");
      run(two, "ALTER TABLE t ADD COLUMN b int");
    }
    assertThat(inspected.log.exchanges())
        .filteredOn(each -> each.sql().startsWith("ALTER"))
        .singleElement()
        .satisfies(
            each -> {
              var facts = each.performed().facts();
              assertThat(each.session()).isEqualTo("tool/2");
              assertThat(facts.locks()).isNotEmpty().noneMatch(lock -> lock.preexisting());
              assertThat(facts.changes()).hasSize(1);
            });
  }

  @Test
  void cancelReachesTheServer() throws Exception {
    try (Connection client = inspected.connect(true);
        Statement sleeping = client.createStatement()) {
      Thread canceller =
          new Thread(
              () -> {
                try {
                  ProxiedDatabase.await(() -> sleeps());
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
      run(client, "SELECT 1");
    }
  }

  private boolean sleeps() {
    try (Connection looking = inspected.connect(false);
        Statement statement = looking.createStatement();
        var row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE wait_event = 'PgSleep' AND datname = current_database()")) {
      row.next();
      return row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void pipelinedQueriesAreAnsweredInOrder() throws Exception {
    try (Socket socket =
        RawSession.start(
            new Socket(InetAddress.getLoopbackAddress(), inspected.proxy.port()),
            inspected.database.login())) {
      for (int i = 0; i < 200; i++) {
        byte[] text = ("SELECT " + i + "\0").getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(ClientBytes.message('Q', text));
      }
      socket.getOutputStream().write(ClientBytes.message('X', new byte[0]));
      socket.getInputStream().readAllBytes();
    }
    assertThat(inspected.texts()).hasSize(200).startsWith("SELECT 0").endsWith("SELECT 199");
  }

  @Test
  void refusesWhatIsNoMessage() throws Exception {
    try (Socket socket =
        RawSession.start(
            new Socket(InetAddress.getLoopbackAddress(), inspected.proxy.port()),
            inspected.database.login())) {
      socket.getOutputStream().write(new byte[] {'!', 0, 0, 0, 4});

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("E").contains("C08P01");
    }
    try (Connection next = inspected.connect(true)) {
      run(next, "SELECT 1");
    }
  }
}
