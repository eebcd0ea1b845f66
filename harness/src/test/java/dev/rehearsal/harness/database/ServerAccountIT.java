package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatabaseSpec.Provider;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on who runs the program. Most of it can only be tried by root. */
@Alone
class ServerAccountIT {
  private static final String NEEDS_ROOT = "needs root: starts programs as other users, mounts";

  @TempDir Path work;

  @Test
  void rootsServerRunsAsAnotherUser() throws Exception {
    assumeTrue(ServerAccount.isRoot(), NEEDS_ROOT);
    try (DisposableServer server = start(open(work))) {
      assertThat(server.description().provider()).isEqualTo("embedded");
      ProcessHandle postmaster = ServerProcesses.of(work).running().get(0);
      assertThat(Files.getAttribute(Path.of("/proc/" + postmaster.pid()), "unix:uid"))
          .isNotEqualTo(0);
    }
  }

  @Test
  void aNormalUserStartsAServer() throws Exception {
    assumeTrue(ServerAccount.isRoot(), NEEDS_ROOT);
    PasswdEntry user = PasswdEntry.unprivileged().get(0);
    Path home = Files.createDirectory(open(work).resolve("home"));
    Files.setAttribute(home, "unix:uid", user.uid());
    List<String> prefix =
        List.of("setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups");
    try (Subprocess holder =
        Subprocess.of(
            prefix,
            readableClassPath(),
            Map.of("XDG_CACHE_HOME", readableCache().toString()),
            ServerHolder.class,
            "EMBEDDED",
            "-",
            home.toString())) {
      assertThat(holder.await("ready")).contains("ready " + DatabaseSpec.DEFAULT_MAJOR + ".");
      ProcessHandle postmaster = ServerProcesses.of(home).running().get(0);
      assertThat(Files.getAttribute(Path.of("/proc/" + postmaster.pid()), "unix:uid"))
          .isEqualTo(user.uid());
      ServerProcesses.of(home).stop();
    }
  }

  @Test
  void everyWayToAnotherUserThatWorksHereGivesAServer() throws Exception {
    assumeTrue(ServerAccount.isRoot(), NEEDS_ROOT);
    Path binaries = EmbeddedBinaries.of(DatabaseSpec.DEFAULT_MAJOR, Progress.silent());
    Set<String> worked = new TreeSet<>();
    for (ServerAccount account : ServerAccount.candidates()) {
      if (worked.contains(account.prefix().get(0))) {
        continue; // the same way to yet another user
      }
      try (RunDirectory run = RunDirectory.create(open(work))) {
        Files.createDirectory(run.data());
        account.give(run.data());
        if (account.probe(binaries, run.data(), run.path().resolve("output")) == null) {
          DataDirectory data = new DataDirectory(run, binaries, account);
          data.initialize(Password.random());
          Ports.start(data, ServerSettings.with(new TreeMap<>()), 0);
          assertThat(ServerProcesses.of(run.data()).running()).isNotEmpty();
          ServerProcesses.of(run.data()).stop();
          worked.add(account.prefix().get(0));
        }
      }
    }
    assertThat(worked).contains("setpriv", "runuser");
  }

  @Test
  void thePasswordIsInNoCommandLineAndNoEnvironment() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    String password = Password.random();
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<String> seen = new AtomicReference<>();
    Thread watcher = new Thread(() -> watch(password, over, seen));
    watcher.start();
    try (RunDirectory run = RunDirectory.create(open(work))) {
      Path binaries = EmbeddedBinaries.of(DatabaseSpec.DEFAULT_MAJOR, Progress.silent());
      DataDirectory data = DataDirectory.make(run, binaries);
      data.initialize(password);
      int port = Ports.start(data, ServerSettings.with(new TreeMap<>()), 0);
      new Cluster("127.0.0.1", port, password, "UTC", run.log()).create("anything");
      assertThat(Files.readString(run.log())).doesNotContain(password);
      assertThat(run.path().resolve("password")).doesNotExist();
      ServerProcesses.of(run.data()).stop();
    } finally {
      over.set(true);
      watcher.join();
    }
    assertThat(seen.get()).isNull();
  }

  private static void watch(String password, AtomicBoolean over, AtomicReference<String> seen) {
    while (!over.get() && seen.get() == null) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          for (String file : List.of("cmdline", "environ")) {
            if (contains(process.resolve(file), password)) {
              seen.set(process + "/" + file);
            }
          }
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static boolean contains(Path file, String password) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password);
    } catch (IOException e) {
      return false; // ended in the meantime, or someone else's
    }
  }

  @Test
  void aFullDiskGivesAClearSentenceAndLeavesNothing() throws Exception {
    assumeTrue(ServerAccount.isRoot(), NEEDS_ROOT);
    Path disk = tmpfs("30m");
    try {
      assertThatThrownBy(() -> start(disk))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no space left")
          .hasMessageContaining(disk.toString());
      assertNothingLeft(disk);
    } finally {
      unmount(disk);
    }
  }

  @Test
  void aDiskThatFillsUpGivesAClearSentenceAndTheServerCanStillBeRemoved() throws Exception {
    assumeTrue(ServerAccount.isRoot(), NEEDS_ROOT);
    Path disk = tmpfs("100m");
    try {
      try (DisposableServer server = start(disk)) {
        fill(disk.resolve("ballast"));
        assertThatThrownBy(() -> server.cloneDatabase("template0", "never"))
            .isInstanceOf(Problem.class)
            .hasMessageContaining("no space left");
      }
      assertNothingLeft(disk);
    } finally {
      unmount(disk);
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 10_000; i++) {
        out.write(block);
      }
      throw new AssertionError("the disk does not fill up");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void assertNothingLeft(Path disk) throws IOException {
    assertThat(ServerProcesses.of(disk).running()).isEmpty();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(RunDirectory.root(disk), "*-*")) {
      assertThat(left).isEmpty();
    }
  }

  private Path tmpfs(String size) throws Exception {
    Path disk = Files.createDirectory(open(work).resolve("disk"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString())
            .inheritIO()
            .start();
    assumeTrue(mount.waitFor() == 0, "mounting a small disk is not permitted here");
    return disk;
  }

  private static void unmount(Path disk) throws Exception {
    new ProcessBuilder("umount", "--lazy", disk.toString()).inheritIO().start().waitFor();
  }

  private static DisposableServer start(Path work) {
    return Servers.start(
        new DatabaseSpec(
            Provider.EMBEDDED, DatabaseSpec.DEFAULT_MAJOR, null, new TreeMap<>(), 0, work),
        Progress.silent());
  }

  private static Path open(Path directory) {
    directory.toFile().setExecutable(true, false);
    directory.toFile().setReadable(true, false);
    return directory;
  }

  /** Where another user finds the binaries that root has unpacked. */
  private Path readableCache() throws Exception {
    Path binaries = EmbeddedBinaries.of(DatabaseSpec.DEFAULT_MAJOR, Progress.silent());
    Path cache = Files.createDirectories(work.resolve("home/cache/rehearse"));
    Files.createSymbolicLink(cache.resolve(binaries.getFileName()), binaries);
    int uid = (Integer) Files.getAttribute(work.resolve("home"), "unix:uid");
    Files.setAttribute(cache, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    return cache.getParent();
  }

  /** Root's own jars lie where nobody else may look. */
  private String readableClassPath() throws IOException {
    Path copies = Files.createDirectory(work.resolve("classes"));
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path copy = copies.resolve(entries.size() + "-" + Path.of(entry).getFileName());
      if (Files.isDirectory(Path.of(entry))) {
        copyTree(Path.of(entry), copy);
      } else if (Files.exists(Path.of(entry))) {
        Files.copy(Path.of(entry), copy);
      }
      entries.add(copy.toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
