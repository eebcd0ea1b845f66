package dev.rehearsal.harness.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ToolCommandTest {

  private static final Login LOGIN = new Login("127.0.0.1", 1, "postgres", "geheim", "take");

  @TempDir private Path directory;

  private ToolCommand.Ended run(String line, Duration timeout) throws IOException {
    return new ToolCommand(line, "DATABASE_URL", directory, timeout).run(LOGIN);
  }

  @Test
  void theToolGetsTheUrlAndItsOutputHidesThePassword() throws IOException {
    var ended = run("echo \"$DATABASE_URL\"; echo {url} >&2; exit 3", Duration.ofSeconds(30));

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.output())
        .isEqualTo("postgresql://postgres:****@127.0.0.1:1/take?sslmode=disable\n".repeat(2));
  }

  @Test
  void theToolGetsThePartsOfTheAddressToo() throws IOException {
    var ended =
        run(
            "echo {host} {port} {user} {database}; echo {jdbc-url}; env | grep ^PG | sort",
            Duration.ofSeconds(30));

    assertThat(ended.output().lines())
        .containsExactly(
            "127.0.0.1 1 postgres take",
            "jdbc:postgresql://127.0.0.1:1/take",
            "PGDATABASE=take",
            "PGHOST=127.0.0.1",
            "PGPASSWORD=****",
            "PGPORT=1",
            "PGSSLMODE=disable",
            "PGUSER=postgres");
  }

  @Test
  void noOtherDatabaseIsLeftInTheEnvironment() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL", "x",
                "STAGING_DATABASE_URL", "x",
                "DIRECT_URL", "x",
                "PGHOST", "prod",
                "DB_PASSWORD", "x",
                "SOMETHING", "postgresql://prod/app",
                "SPRING", "jdbc:postgresql://prod/app",
                "ALCHEMY", "postgresql+psycopg://prod/app",
                "PATH", "/bin",
                "HOME", "/home/postgres"));
    environment.put("MIGRATE", "pgx5://prod/app");
    environment.put("LIBPQ", "host=prod dbname=app");
    environment.put("ConnectionStrings__Default", "Host=prod;Username=u;Database=app");
    environment.put("APP_CONNECTION_STRING", "x");
    environment.put("SPRING_DATASOURCE_PASSWORD", "x");
    environment.put("POSTGRES_DB", "app");

    ToolCommand.clean(environment);

    assertThat(environment).containsOnlyKeys("PATH", "HOME");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoHasLeftItsParentAndItsSessionIsEndedToo() throws Exception {
    run("(setsid sh -c 'echo $$ > child; exec sleep 300' &); sleep 300", Duration.ofSeconds(2));

    assertEnded();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoIsLeftBehindByAToolThatHasEndedIsEndedToo() throws Exception {
    var ended =
        run(
            "(setsid sh -c 'echo $$ > child; exec sleep 300' &); until [ -s child ]; do :; done",
            Duration.ofSeconds(30));

    assertThat(ended.exitCode()).isZero();
    assertEnded();
  }

  @Test
  void whoDoesNotWantToEndIsEndedAllTheSame() throws Exception {
    run("trap '' TERM; echo $$ > child; while :; do sleep 1; done", Duration.ofSeconds(1));

    assertEnded();
  }

  private void assertEnded() throws IOException {
    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    assertThat(ProcessHandle.of(child))
        .satisfiesAnyOf(
            gone -> assertThat(gone).isEmpty(),
            ending ->
                assertThat(ending.orElseThrow().onExit()).succeedsWithin(Duration.ofSeconds(20)));
  }

  @Test
  void aToolThatHangsIsEndedWithWhatItStarted() throws Exception {
    var ended = run("sleep 300 & echo $! > child; echo begun; wait", Duration.ofSeconds(2));

    assertThat(ended.exitCode()).isNull();
    assertThat(ended.output()).contains("begun");
    assertEnded();
  }

  @Test
  void anInterruptEndsItAndStays() throws IOException {
    Thread.currentThread().interrupt();

    var ended = run("sleep 300", Duration.ofSeconds(30));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended.exitCode()).isNull();
  }

  @Test
  void muchOutputIsKeptByItsBeginningAndItsEnd() throws IOException {
    var ended =
        run(
            "echo first; head -c 1000000 /dev/zero | tr '\\0' x; echo last",
            Duration.ofSeconds(30));

    assertThat(ended.output())
        .startsWith("first\n")
        .endsWith("last\n")
        .contains("bytes left out")
        .hasSizeLessThan(2 * ToolOutput.KEPT + 100);
  }
}
