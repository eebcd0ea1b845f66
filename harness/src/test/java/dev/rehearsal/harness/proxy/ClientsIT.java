package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.harness.database.Login;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** Clients get the same answers through the proxy as without it. */
class ClientsIT {

  private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");

  private static final List<String> STATEMENTS =
      List.of(
          "DROP TABLE IF EXISTS nothing_there",
          "CREATE TABLE t (id int PRIMARY KEY, a text, UNIQUE (a) DEFERRABLE INITIALLY DEFERRED)",
          "INSERT INTO t SELECT g, 'a' || g FROM generate_series(1, 10) g",
          "SELECT * FROM t ORDER BY id",
          "INSERT INTO t VALUES (1, 'x')",
          "INSERT INTO t VALUES (11, 'a1')",
          "SELECT 1/0",
          "SELECT nothing FROM t WHERE 'ä' = 'ä'",
          "CREATE INDEX CONCURRENTLY t_a ON t (a)",
          "VACUUM t",
          "SET lock_timeout = '2s'",
          "SHOW lock_timeout",
          "DO $$ BEGIN RAISE NOTICE 'remark'; COMMIT; END $$",
          "LOCK TABLE t",
          "CREATE TABLE u (a int); INSERT INTO u VALUES (1), (2); SELECT * FROM u",
          "CREATE TABLE v (a int); SELECT 1/0; SELECT 2",
          "SELECT count(*) FROM v",
          "INSERT INTO t VALUES (21, 'b'); INSERT INTO t VALUES (22, 'b')",
          "CREATE TABLE w (a int); CREATE INDEX CONCURRENTLY w_a ON w (a)",
          "BEGIN; INSERT INTO u VALUES (3); ROLLBACK; SELECT count(*) FROM u",
          "INSERT INTO u VALUES (4); COMMIT; SELECT count(*) FROM u",
          "INSERT INTO u VALUES (5); SAVEPOINT s",
          "LOCK TABLE u; SELECT 1",
          "SET lock_timeout = '3s'; BEGIN; INSERT INTO u VALUES (6); COMMIT",
          "INSERT INTO u VALUES (7); BEGIN; INSERT INTO u VALUES (8)",
          "ROLLBACK",
          "INSERT INTO u VALUES (9); COMMIT; INSERT INTO u VALUES (10); ROLLBACK; SELECT 3",
          "INSERT INTO u VALUES (11); COMMIT AND CHAIN; SELECT 1",
          "INSERT INTO t VALUES (23, 'b'), (24, 'b'); COMMIT; SELECT 1",
          "BEGIN; INSERT INTO t VALUES (25, 'b'), (26, 'b'); COMMIT; SELECT 1",
          "BEGIN; BEGIN; SAVEPOINT s; SELECT 1; ROLLBACK TO s; COMMIT; COMMIT",
          "SAVEPOINT s; SELECT 1",
          "ROLLBACK; INSERT INTO u VALUES (12)",
          "INSERT INTO u VALUES (13); BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
          "SHOW lock_timeout",
          "",
          "SELECT count(*) FROM u");

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
  void pgjdbcGetsTheSameAnswers(String queryMode) throws Exception {
    try (ProxiedDatabase direct = ProxiedDatabase.watched();
        ProxiedDatabase watched = ProxiedDatabase.watched();
        ProxiedDatabase inspected = ProxiedDatabase.inspected()) {
      List<String> expected = conversation(direct, false, queryMode);

      assertThat(conversation(watched, true, queryMode)).isEqualTo(expected);
      assertThat(conversation(inspected, true, queryMode)).isEqualTo(expected);
      assertThat(inspected.log.trouble()).isNull();
      assertThat(expected).anyMatch(line -> line.contains("23505"));
      assertThat(watched.texts()).contains("VACUUM t", "SELECT 1/0");
    }
  }

  private static List<String> conversation(ProxiedDatabase on, boolean through, String mode)
      throws SQLException, IOException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = on.connect(through, "preferQueryMode", mode)) {
      for (String sql : STATEMENTS) {
        answers.add(answer(connection, sql));
      }
      connection.setAutoCommit(false);
      answers.add(answer(connection, "INSERT INTO u VALUES (7)"));
      answers.add(answer(connection, "SELECT 1/0"));
      answers.add(answer(connection, "SELECT 1"));
      connection.rollback();
      answers.add(answer(connection, "INSERT INTO t VALUES (31, 'a2')"));
      try {
        connection.commit();
      } catch (SQLException e) {
        answers.add("commit: " + e.getSQLState());
      }
      answers.add(fetched(connection));
      connection.setAutoCommit(true);
      answers.add(batch(connection));
      answers.add(copied(connection));
    }
    return answers;
  }

  private static String answer(Connection connection, String sql) {
    StringBuilder answer = new StringBuilder(sql).append(" -> ");
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() >= 0) {
        answer.append(rows ? rows(statement.getResultSet()) : statement.getUpdateCount());
        answer.append(';');
        rows = statement.getMoreResults();
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        answer.append(" warning ").append(w.getSQLState()).append(w.getMessage());
      }
    } catch (PSQLException e) {
      answer.append(e.getSQLState()).append(' ').append(e.getServerErrorMessage());
    } catch (SQLException e) {
      answer.append(e);
    }
    return answer.toString();
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      rows.add(result.getString(1));
    }
    return rows;
  }

  private static String fetched(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT g FROM generate_series(1, ?) g")) {
      select.setInt(1, 95);
      select.setFetchSize(10);
      return rows(select.executeQuery()).toString();
    } finally {
      connection.commit();
    }
  }

  private static String batch(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO u VALUES (?)")) {
      for (int i = 0; i < 100; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      return "batch of "
          + insert.executeBatch().length
          + answer(connection, "SELECT count(*) FROM u");
    }
  }

  private static String copied(Connection connection) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    long in =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY u FROM STDIN", new StringReader("100\n101\n102\n"));
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY (SELECT a FROM u WHERE a >= 100 ORDER BY a) TO STDOUT", out);
    String refused;
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY u FROM STDIN", new StringReader("no number\n"));
      refused = "taken";
    } catch (SQLException e) {
      refused = e.getSQLState();
    }
    return in + out.toString() + refused + answer(connection, "SELECT count(*) FROM u");
  }

  @Test
  void psqlGetsTheSameAnswers() throws Exception {
    assumeTrue(Files.isExecutable(BINARIES.resolve("psql")), "psql 15 is not installed");
    String script =
        "\\set ON_ERROR_STOP off\n"
            + String.join(";\n", STATEMENTS)
            + ";\nCOPY u FROM STDIN;\n41\n42\n\\.\nCOPY u TO STDOUT;\nSELECT 1 \\; SELECT 2;\n"
            + "\\copy u from /dev/null\nSELECT $1 \\bind 5 \\g\n\\d t\n";
    try (ProxiedDatabase direct = ProxiedDatabase.watched();
        ProxiedDatabase watched = ProxiedDatabase.watched();
        ProxiedDatabase inspected = ProxiedDatabase.inspected()) {
      String expected = client(direct, direct.database.login().port(), script, "psql", "-X", "-e");

      assertThat(client(watched, watched.proxy.port(), script, "psql", "-X", "-e"))
          .isEqualTo(expected);
      assertThat(client(inspected, inspected.proxy.port(), script, "psql", "-X", "-e"))
          .isEqualTo(expected);
      assertThat(expected).contains("41").contains("t_pkey");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "prepared"})
  void pgbenchRunsAsItIs(String protocol) throws Exception {
    assumeTrue(Files.isExecutable(BINARIES.resolve("pgbench")), "pgbench 15 is not installed");
    try (ProxiedDatabase watched = ProxiedDatabase.watched()) {
      int port = watched.proxy.port();
      client(watched, port, "", "pgbench", "-i", "-q", "-s", "1");
      String report =
          client(watched, port, "", "pgbench", "-n", "-c", "3", "-t", "50", "-M", protocol);

      assertThat(report).contains("transactions actually processed: 150/150");
      assertThat(watched.log.connections()).hasSize(5);
      assertThat(watched.texts()).filteredOn(sql -> sql.startsWith("END")).hasSize(150);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended", "prepared"})
  void pgbenchRunsWhileItIsInspected(String protocol) throws Exception {
    assumeTrue(Files.isExecutable(BINARIES.resolve("pgbench")), "pgbench 15 is not installed");
    try (ProxiedDatabase inspected = ProxiedDatabase.inspected()) {
      int port = inspected.proxy.port();
      client(inspected, port, "", "pgbench", "-i", "-q", "-s", "1");
      String report =
          client(inspected, port, "", "pgbench", "-n", "-c", "2", "-t", "5", "-M", protocol);

      assertThat(report).contains("transactions actually processed: 10/10");
      assertThat(inspected.log.trouble()).isNull();
    }
  }

  private static String client(ProxiedDatabase on, int port, String input, String... words)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(words));
    Login login = on.database.login();
    command.set(0, BINARIES.resolve(words[0]).toString());
    command.addAll(List.of("-h", "127.0.0.1", "-p", "" + port, "-U", login.user()));
    command.addAll(
        words[0].equals("psql") ? List.of("-d", login.database()) : List.of(login.database()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", login.password());
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
