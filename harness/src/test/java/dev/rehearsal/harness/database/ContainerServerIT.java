package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/** Needs a container engine, and an image: {@code REHEARSE_TEST_IMAGE}, else postgres:16. */
@Alone
class ContainerServerIT {
  private static final String GIVEN = System.getenv("REHEARSE_TEST_IMAGE");
  private static final String IMAGE = GIVEN == null ? "postgres:16" : GIVEN;

  @TempDir Path work;

  @BeforeAll
  static void requireEngine() throws InterruptedException {
    try {
      ContainerEngine.find().provide(DockerImageName.parse(IMAGE));
    } catch (ContainerEngine.Unavailable e) {
      assumeTrue(GIVEN != null, e.getMessage());
      throw new AssertionError("REHEARSE_TEST_IMAGE promises an engine and an image", e);
    }
  }

  @Test
  void isAsDurableAsProductionAndKnowsItsImage() throws Exception {
    Path run;
    try (DisposableServer server = start(Provider.CONTAINER, IMAGE, Map.of("work_mem", "7MB"), 0);
        Connection connection = server.connect("postgres", "rehearse/test")) {
      assertThat(connection.isValid(5)).isTrue();
      run = onlyRun();
      assertThat(containersOf(run)).hasSize(1);
      assertThat(server.description().provider()).isEqualTo("container");
      assertThat(server.description().image()).isEqualTo(IMAGE);
      assertThat(server.description().imageDigest()).contains("sha256:");
      assertThat(server.description().settings())
          .containsEntry("fsync", "on")
          .containsEntry("full_page_writes", "on")
          .containsEntry("synchronous_commit", "on")
          .containsEntry("autovacuum", "off")
          .containsEntry("work_mem", "7MB");
    }
    assertThat(containersOf(run)).isEmpty();
    assertNothingLeft();
  }

  @Test
  void clonesDatabases() throws Exception {
    try (DisposableServer server = start(Provider.CONTAINER, IMAGE, Map.of(), 0)) {
      server.createDatabase("loaded");
      try (TakeDatabase take = server.cloneDatabase("loaded", "take");
          Connection connection = take.connect("rehearse/test");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (a int)");
        assertThat(connection.getCatalog()).isEqualTo("take");
      }
    }
  }

  @Test
  void isTakenWhereAnEngineHasTheImage() throws Exception {
    try (DisposableServer server = start(Provider.AUTO, IMAGE, Map.of(), 0)) {
      assertThat(server.description().provider()).isEqualTo("container");
      assertThat(server.description().providerReason())
          .contains("a container engine answers")
          .contains("was there");
    }
  }

  @Test
  void givesWayToTheEmbeddedServerWhereTheImageCannotBeHad() throws Exception {
    String image = "localhost:1/rehearse-test/missing:1";
    try (DisposableServer server = start(Provider.AUTO, image, Map.of(), 0)) {
      assertThat(server.description().provider()).isEqualTo("embedded");
      assertThat(server.description().providerReason())
          .contains(image + " is neither there nor to be pulled");
    }
    assertThatThrownBy(() -> start(Provider.CONTAINER, image, Map.of(), 0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--provider embedded");
    assertNothingLeft();
  }

  @Test
  void namesTheSettingThatTheServerDoesNotKnow() {
    assertThatThrownBy(() -> start(Provider.CONTAINER, IMAGE, Map.of("no_such_setting", "1"), 0))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--set no_such_setting: unrecognized");
    assertNothingLeft();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> start(Provider.CONTAINER, IMAGE, Map.of(), port))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("port " + port);
    }
    assertNothingLeft();
  }

  @Test
  void isRemovedAtTheNextStartAfterItsProgramWasKilled() throws Exception {
    try (Subprocess holder =
        Subprocess.of(ServerHolder.class, "CONTAINER", IMAGE, work.toString())) {
      holder.await("ready");
      holder.kill();
    }
    Path orphan = onlyRun();
    assertThat(containersOf(orphan)).hasSize(1);
    try (RunDirectory next = RunDirectory.create(work)) {
      assertThat(orphan).doesNotExist();
      assertThat(next.path()).exists();
    }
    assertThat(containersOf(orphan)).isEmpty();
  }

  private DisposableServer start(
      Provider provider, String image, Map<String, String> settings, int port) {
    work.toFile().setExecutable(true, false);
    return Servers.start(
        new DatabaseSpec(
            provider, DatabaseSpec.DEFAULT_MAJOR, image, new TreeMap<>(settings), port, work),
        Progress.silent());
  }

  private void assertNothingLeft() {
    try (Stream<Path> left = Files.list(RunDirectory.root(work))) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsOnly("lock");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(RunDirectory.root(work))) {
      return runs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static List<String> containersOf(Path run) throws Exception {
    return ContainerEngine.find().containersOf(run.getFileName().toString());
  }
}
