package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatabaseSpec.Provider;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a program ends, its server, directory and port are gone at the next start. */
@DisabledOnOs(OS.WINDOWS)
@Alone
class ServerRemovalIT {
  @TempDir Path work;

  @BeforeEach
  void letTheServersAccountPass() {
    work.toFile().setExecutable(true, false);
  }

  @Test
  void aKilledProgramsServerIsRemovedAndARunningOnesIsNot() throws Exception {
    try (Subprocess killed = holder();
        Subprocess running = holder()) {
      killed.await("ready");
      List<Path> before = runs();
      running.await("ready");
      List<ProcessHandle> processes = processes();
      killed.kill();
      assertThat(processes()).as("SIGKILL leaves the servers running").hasSize(processes.size());

      try (DisposableServer next = start()) {
        assertThat(next.description().major()).isEqualTo(DatabaseSpec.DEFAULT_MAJOR);
        assertThat(before).hasSizeBetween(1, 2);
        assertThat(runs()).as("the running one's and ours").hasSize(2);
        assertThat(processes()).hasSize(2);
      }
      running.terminate();
    }
    try (DisposableServer next = start()) {
      assertThat(next.description()).isNotNull();
      assertThat(runs()).hasSize(1);
      assertThat(processes()).hasSize(1);
    }
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300, 800, 1300, 2000})
  void aProgramThatEndsWhileItsServerStartsLeavesNothing(int millis) throws Exception {
    try (Subprocess holder = holder()) {
      holder.await("starting");
      Thread.sleep(millis);
      holder.terminate();
    }
    // One that had got as far as "ready" is for the next start to remove.
    RunDirectory next = RunDirectory.create(work);
    next.close();
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 200, 400, 700, 1000})
  void anInterruptedStartLeavesNothing(int millis) throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread starter =
        new Thread(
            () -> {
              try {
                start().close();
              } catch (Problem e) {
                thrown.set(e);
              }
            });
    starter.start();
    Thread.sleep(millis);
    starter.interrupt();
    starter.join();
    assertThat(thrown.get() == null || thrown.get().getMessage().contains("interrupted"))
        .as(() -> String.valueOf(thrown.get()))
        .isTrue();
    assertNothingLeft();
  }

  @Test
  void anInterruptedThreadMakesNoDirectory() throws Exception {
    Files.createDirectories(RunDirectory.root(work));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> RunDirectory.create(work)).isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertNothingLeft();
  }

  @Test
  void aDirectoryWithoutOwnerOrServerIsRemoved() throws IOException {
    Path half = Files.createDirectories(RunDirectory.root(work).resolve("1-2-3/data"));
    Path other = Files.createDirectories(RunDirectory.root(work).resolve("kept"));
    try (RunDirectory next = RunDirectory.create(work)) {
      assertThat(half.getParent()).doesNotExist();
      assertThat(other).exists();
      assertThat(next.path()).isDirectory();
    }
  }

  @Test
  void aProcessThatOnlyMentionsTheDirectoryIsNotTouched() throws Exception {
    Path data = work.resolve("data");
    Process bystander =
        new ProcessBuilder("sh", "-c", "sleep 60; true", data + "/postgresql.conf").start();
    try {
      assertThat(ServerProcesses.of(data).running()).isEmpty();
      ServerProcesses.of(data).stop();
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.descendants().forEach(ProcessHandle::destroyForcibly);
      bystander.destroyForcibly();
    }
  }

  @Test
  void aDirectoryThatSomeoneElseLaidForUsIsRefused() throws IOException {
    Files.createSymbolicLink(
        work.resolve("rehearse-" + System.getProperty("user.name")),
        Files.createDirectory(work.resolve("x")));
    assertThatThrownBy(() -> RunDirectory.create(work))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is not a directory of this user");
  }

  private Subprocess holder() throws IOException {
    return Subprocess.of(ServerHolder.class, "EMBEDDED", "-", work.toString());
  }

  private DisposableServer start() {
    return Servers.start(
        new DatabaseSpec(
            Provider.EMBEDDED, DatabaseSpec.DEFAULT_MAJOR, null, new TreeMap<>(), 0, work),
        Progress.silent());
  }

  private List<ProcessHandle> processes() {
    return ServerProcesses.of(work).running().stream()
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .toList();
  }

  private List<Path> runs() throws IOException {
    try (Stream<Path> runs = Files.list(RunDirectory.root(work))) {
      return runs.filter(Files::isDirectory).toList();
    }
  }

  private void assertNothingLeft() throws IOException {
    assertThat(ServerProcesses.of(work).running()).isEmpty();
    assertThat(runs()).isEmpty();
  }
}
