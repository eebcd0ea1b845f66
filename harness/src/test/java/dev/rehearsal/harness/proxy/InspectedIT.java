package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN; ALTER TABLE t ADD COLUMN b int; COMMIT;",
        "-- up\nBEGIN;\nSET LOCAL lock_timeout = '2s';\nALTER TABLE t ADD COLUMN b int;\nEND;",
        "SET lock_timeout = '2s'; BEGIN; ALTER TABLE t ADD COLUMN b int; COMMIT",
        "SELECT 1; START TRANSACTION; SELECT 2; ALTER TABLE t ADD COLUMN b int; COMMIT; SELECT 3",
        "BEGIN; SELECT 1; COMMIT; BEGIN; ALTER TABLE t ADD COLUMN b int; COMMIT",
        "SELECT 1; COMMIT; ALTER TABLE t ADD COLUMN b int; SELECT 2"
      })
  void statementsOfOneMessageAreInspectedOneByOne(String message) throws Exception {
    try (RawClient client = inspected.raw()) {
      client.send(RawClient.query("CREATE TABLE t (a int)")).toReady();
      client.send(RawClient.query(message));
      assertThat(client.toReady()).doesNotContain("E");
    }
    assertThat(inspected.log.exchanges())
        .allSatisfy(
            each ->
                assertThat(each.performed().facts())
                    .satisfiesAnyOf(
                        facts -> assertThat(facts).isNull(),
                        facts -> assertThat(facts.gaps()).isEmpty()))
        .filteredOn(each -> each.sql().startsWith("ALTER"))
        .singleElement()
        .satisfies(each -> assertThat(each.performed().facts().locks()).isNotEmpty());
  }

  @Test
  void aBeginBehindOthersMakesThemPartOfItsTransaction() throws Exception {
    try (RawClient client = inspected.raw()) {
      client.send(RawClient.query("CREATE TABLE t (a int); BEGIN; INSERT INTO t VALUES (1)"));
      assertThat(client.toReady()).isEqualTo("CCCZ");
      client.send(RawClient.query("ROLLBACK"));
      assertThat(client.toReady()).isEqualTo("CZ");
    }
    assertThat(inspected.count("pg_class WHERE relname = 't'")).isZero();
    assertThat(inspected.log.exchanges()).extracting(Exchange::transaction).containsOnly(1);
  }

  @Test
  void whatHasToStayTogetherIsSaidToBeUnseen() throws Exception {
    try (RawClient client = inspected.raw()) {
      client.send(RawClient.query("SELECT 1; BEGIN READ ONLY; SELECT 2; COMMIT"));
      assertThat(client.toReady()).doesNotContain("E");
    }
    assertThat(inspected.log.exchanges())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.performed().facts().gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap).contains("with modes")));
  }

  @Test
  void aFailureAtTheCommitIsThatOfTheLastStatement() throws Exception {
    try (RawClient client = inspected.raw()) {
      String table = "CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)";
      client.send(RawClient.query(table)).toReady();
      client.send(RawClient.query("SELECT 1; INSERT INTO t VALUES (1), (1)"));
      assertThat(client.toReady()).isEqualTo("TDCEZ");
    }
    assertThat(inspected.answer("SELECT 1").ok()).isTrue();
    assertThat(inspected.answer("INSERT INTO t VALUES (1), (1)").sqlState()).isEqualTo("23505");
    assertThat(inspected.log.transactions())
        .extracting(TransactionRun::end)
        .containsExactly(End.COMMIT, End.ROLLBACK);
  }

  @Test
  void noticesOfAStatementThatIsSentAgainComeOnce() throws Exception {
    String shouting =
        "DO $$ BEGIN FOR i IN 1..2000 LOOP RAISE WARNING '% %', i, repeat('!', 400); END LOOP;"
            + " COMMIT; RAISE WARNING 'done'; END $$";
    try (RawClient client = inspected.raw()) {
      assertThat(client.send(RawClient.query(shouting)).toReady())
          .isEqualTo("N".repeat(2001) + "CZ");
      assertThat(client.send(RawClient.executed(shouting), RawClient.sync()).toReady())
          .isEqualTo("12n" + "N".repeat(2001) + "CZ");
    }
  }

  @Test
  void rowsOfAStatementThatWouldBeSentAgainComeOnce() throws Exception {
    String function =
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN COMMIT; RETURN 1; END'";
    String select = "SELECT CASE WHEN g = 5 THEN f() ELSE g END FROM generate_series(1, 10) g";
    try (RawClient client = inspected.raw()) {
      client.send(RawClient.query(function)).toReady();
      assertThat(client.send(RawClient.query(select)).toReady()).isEqualTo("TDDDDEZ");
    }
    assertThat(inspected.answer(select).sqlState()).isEqualTo("2D000");
  }
}
