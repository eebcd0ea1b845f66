package dev.rehearsal.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.RunningServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Alone
class WatcherIT {

  @TempDir static Path work;

  private DisposableServer server;

  @BeforeAll
  void start() throws SQLException {
    DatabaseSpec usual = DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR);
    server = Servers.start(in(usual), Progress.silent());
    server.createDatabase("take");
    try (Connection setup = server.connect("take", "rehearse/setup")) {
      execute(setup, "CREATE TABLE orders (id int)");
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static DatabaseSpec in(DatabaseSpec usual) {
    return new DatabaseSpec(
        usual.provider(), usual.major(), usual.image(), usual.settings(), usual.port(), work);
  }

  @Test
  void findsOnlyServersOfThatDirectory() throws Exception {
    assertThat(RunningServer.find(work)).hasSize(1);
    assertThat(RunningServer.find(work).get(0).process())
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(RunningServer.find(Files.createDirectories(work.resolve("other")))).isEmpty();
  }

  @Test
  void nobodyElseCanReadHowToConnect() throws Exception {
    try (var files = Files.walk(work)) {
      assertThat(files.filter(file -> file.endsWith("access")))
          .hasSize(1)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .map(Enum::name)
                      .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE"));
    }
  }

  @Test
  void canOnlyRead() throws Exception {
    try (Connection watching = RunningServer.find(work).get(0).connect()) {
      assertThatThrownBy(() -> execute(watching, "CREATE TABLE t (id int)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void showsWhatTheMigrationHoldsAndWhoWaitsForIt() throws Exception {
    try (Connection migration = server.connect("take", View.MIGRATION);
        Connection probe = server.connect("take", "rehearse/probe/orders read");
        Watcher watcher = new Watcher(RunningServer.find(work).get(0))) {
      execute(migration, "BEGIN; LOCK TABLE orders");
      Thread reader = reading(probe);
      View view = awaited(watcher, seen -> !seen.waits().isEmpty());
      execute(migration, "COMMIT");
      reader.join();

      assertThat(ViewText.shape(view))
          .contains(
              "holds      ACCESS EXCLUSIVE on public.orders",
              "waiting    the migration, idle in transaction",
              "             └ rehearse/probe/orders read waits for ACCESS SHARE on public.orders");
    }
  }

  @Test
  void leavesAMigrationAloneThatIsAlone() throws Exception {
    try (Connection migration = server.connect("take", View.MIGRATION);
        Watcher watcher = new Watcher(RunningServer.find(work).get(0))) {
      execute(migration, "BEGIN; LOCK TABLE orders");
      View view = watcher.look();
      assertThat(view.quiet()).isTrue();
      assertThat(view.locks()).isEmpty();
      assertThat(ViewText.lines(view)).first().asString().contains("LOCK TABLE orders");
    }
  }

  @Test
  void isNoObstacleToCopyingAndDroppingATakesDatabase() throws Exception {
    try (Watcher watcher = new Watcher(RunningServer.find(work).get(0))) {
      watcher.look();
      server.cloneDatabase("take", "copy").close();
      assertThat(watcher.look().migration()).isEmpty();
    }
  }

  private static Thread reading(Connection probe) {
    Thread reader =
        new Thread(
            () -> {
              try {
                execute(probe, "SELECT * FROM orders");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    reader.start();
    return reader;
  }

  private static View awaited(Watcher watcher, Predicate<View> condition) throws Exception {
    for (int attempt = 0; attempt < 500; attempt++) {
      View view = watcher.look();
      if (condition.test(view)) {
        return view;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("not seen");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
