package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatabaseSpec.Provider;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Alone
class EmbeddedServerIT {
  @RegisterExtension LeakCheck leaks = LeakCheck.ignoring();

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void startsEveryMajorAndClonesOnIt(int major) throws SQLException {
    assertThat(TestServers.server(major).description().major()).isEqualTo(major);
    try (TakeDatabase database = TestServers.freshDatabase(major)) {
      assertThat(query(database, "SHOW server_version")).startsWith(major + ".");
      assertThat(query(database, "SELECT current_database()")).isEqualTo(database.name());
    }
  }

  @Test
  void isAsDurableAsProductionAndSaysSo() {
    assertThat(TestServers.server().description().settings())
        .containsEntry("fsync", "on")
        .containsEntry("full_page_writes", "on")
        .containsEntry("synchronous_commit", "on")
        .containsEntry("autovacuum", "off")
        .containsEntry("shared_buffers", "256MB")
        .containsEntry("TimeZone", "UTC")
        .doesNotContainKeys("port", "data_directory", "listen_addresses");
  }

  @Test
  void describesSettingsAsTheServerHasThem() throws SQLException {
    DatabaseSpec spec = spec(Map.of("work_mem", "7MB", "FSYNC", "0", "my.label", "a 'b' \\c"), 0);
    try (DisposableServer server = Servers.start(spec, Progress.silent());
        Connection connection = server.connect("postgres", "rehearse/test")) {
      assertThat(server.description().settings())
          .containsEntry("work_mem", "7MB")
          .containsEntry("fsync", "off");
      assertThat(query(connection, "SHOW my.label")).isEqualTo("a 'b' \\c");
    }
    assertNothingLeft();
  }

  @Test
  void keepsTheServersTimeZoneInSessions() throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase()) {
      assertThat(query(database, "SHOW TimeZone")).isEqualTo("UTC");
    }
  }

  @Test
  void sendsSeveralStatementsAsTheyAreWritten() throws SQLException {
    String body =
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;"
            + " SELECT one()";
    try (TakeDatabase database = TestServers.freshDatabase();
        Connection connection = database.connect("rehearse/test");
        Statement statement = connection.createStatement()) {
      statement.execute(body);
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet row = statement.getResultSet()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(2);
      }
    }
  }

  @Test
  void clonesAreIndependentOfTheirTemplateAndGoneWhenClosed() throws SQLException {
    DisposableServer server = TestServers.server();
    try (TakeDatabase template = TestServers.freshDatabase()) {
      run(template, "CREATE TABLE t AS SELECT 1 AS a");
      String name = template.name() + "_clone";
      try (TakeDatabase clone = server.cloneDatabase(template.name(), name)) {
        run(clone, "UPDATE t SET a = 2");
        assertThat(query(clone, "SELECT a FROM t")).isEqualTo("2");
      }
      assertThat(query(template, "SELECT a FROM t")).isEqualTo("1");
      assertThat(query(template, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"))
          .isEqualTo("0");
    }
  }

  @Test
  void closingACloneEndsItsSessions() throws SQLException {
    Connection forgotten;
    try (TakeDatabase database = TestServers.freshDatabase()) {
      forgotten = database.connect("rehearse/test");
    }
    assertThatThrownBy(() -> query(forgotten, "SELECT 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void refusesToCloneATemplateInUse() throws SQLException {
    DisposableServer server = TestServers.server();
    try (TakeDatabase template = TestServers.freshDatabase();
        Connection user = template.connect("rehearse/test")) {
      assertThat(user.isValid(1)).isTrue();
      assertThatThrownBy(() -> server.cloneDatabase(template.name(), "never"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("being accessed by other users");
    }
  }

  @Test
  void namesTheSettingThatTheServerDoesNotKnow() {
    assertRefused(Map.of("no_such_setting", "1"), "--set no_such_setting: unrecognized");
    assertRefused(Map.of("work_mem", "plenty"), "--set work_mem: invalid value");
    assertRefused(Map.of("max_connections", "0"), "--set max_connections: 0 is outside");
    assertRefused(Map.of("port", "1"), "--set: port is decided by rehearse");
    assertRefused(Map.of("a = 1\nb", "1"), "is not a setting's name");
  }

  private void assertRefused(Map<String, String> settings, String message) {
    assertThatThrownBy(() -> Servers.start(spec(settings, 0), Progress.silent()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(message)
        .extracting(e -> ((Problem) e).kind())
        .isEqualTo(Problem.Kind.USAGE);
    assertNothingLeft();
  }

  @Test
  void namesTheWorkDirectoryThatIsNotThere() {
    DatabaseSpec spec =
        new DatabaseSpec(Provider.EMBEDDED, 18, null, new TreeMap<>(), 0, work.resolve("missing"));
    assertThatThrownBy(() -> Servers.start(spec, Progress.silent()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("work directory " + work.resolve("missing"));
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Servers.start(spec(Map.of(), port), Progress.silent()))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("taken");
    }
    assertNothingLeft();
  }

  @Test
  void listensOnThePortThatWasAskedFor() throws IOException, SQLException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (DisposableServer server = Servers.start(spec(Map.of(), port), Progress.silent());
        Connection connection = server.connect("postgres", "rehearse/test")) {
      assertThat(query(connection, "SHOW port")).isEqualTo(Integer.toString(port));
      assertThat(query(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(connection, "SHOW unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void leavesNothingWhenClosedTwiceAndFromSeveralThreads() throws InterruptedException {
    DisposableServer server = Servers.start(spec(Map.of(), 0), Progress.silent());
    Thread other = new Thread(server::close);
    other.start();
    server.close();
    server.close();
    other.join();
    assertNothingLeft();
  }

  @Test
  void saysThatTheServerIsGoneAndStillCleansUp() throws SQLException {
    DisposableServer server = Servers.start(spec(Map.of(), 0), Progress.silent());
    Connection connection = server.connect("postgres", "rehearse/test");
    serverProcesses().forEach(ProcessHandle::destroyForcibly);
    assertThatThrownBy(
            () -> {
              while (true) {
                query(connection, "SELECT 1");
              }
            })
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> server.createDatabase("never"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the server is gone");
    server.close();
    assertNothingLeft();
  }

  private Stream<ProcessHandle> serverProcesses() {
    return ServerProcesses.of(work).running().stream();
  }

  private void assertNothingLeft() {
    assertThat(serverProcesses()).isEmpty();
    try (Stream<Path> roots = Files.list(work)) {
      for (Path root : roots.toList()) {
        try (Stream<Path> runs = Files.list(root)) {
          assertThat(runs.map(Path::getFileName).map(Path::toString)).containsOnly("lock");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DatabaseSpec spec(Map<String, String> settings, int port) {
    // A server that is not root's must be able to pass through the temporary directory.
    work.toFile().setExecutable(true, false);
    return new DatabaseSpec(
        Provider.EMBEDDED, DatabaseSpec.DEFAULT_MAJOR, null, new TreeMap<>(settings), port, work);
  }

  private static void run(TakeDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect("rehearse/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(TakeDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect("rehearse/test")) {
      return query(connection, sql);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
