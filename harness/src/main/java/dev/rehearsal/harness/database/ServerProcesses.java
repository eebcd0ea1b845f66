package dev.rehearsal.harness.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that serve one data directory, told by their command lines, so that a process
 * number that was given to someone else is never mistaken for one of ours.
 */
final class ServerProcesses {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Path dataDirectory;

  private ServerProcesses(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  static ServerProcesses of(Path dataDirectory) {
    return new ServerProcesses(dataDirectory);
  }

  /** Those running now: the postmaster, or the commands that are about to become it. */
  List<ProcessHandle> running() {
    return ProcessHandle.allProcesses().filter(this::serves).collect(Collectors.toList());
  }

  private boolean serves(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    return line.contains(dataDirectory.toString())
        && Stream.of("postgres", "initdb", "pg_ctl")
            .anyMatch(program -> line.contains("bin" + File.separator + program));
  }

  /**
   * Stops them without a shutdown checkpoint, since nothing is kept, and waits until they are gone.
   *
   * @throws IOException if one would not go
   */
  void stop() throws IOException {
    List<ProcessHandle> left = running();
    for (int attempt = 0; !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
      left.forEach(this::stop);
      left = running();
    }
    if (!left.isEmpty()) {
      throw new IOException(
          "process " + left.get(0).pid() + " on " + dataDirectory + " cannot be stopped");
    }
  }

  private void stop(ProcessHandle process) {
    if (isPostgres(process) && quit(process) && isGoneSoon(process)) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    isGoneSoon(process);
  }

  /**
   * Looks by itself: Java learns of the end of a process that it did not start seconds later, or
   * never where nobody collects it. One that is dead but not collected has no command line.
   */
  private boolean isGoneSoon(ProcessHandle process) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (serves(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private static boolean isPostgres(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return command.endsWith(File.separator + "postgres");
  }

  /**
   * SIGQUIT is Postgres's immediate shutdown (documentation, "Shutting Down the Server"), after
   * which it leaves no shared memory behind, as SIGKILL would. Java has no way to send it.
   */
  private static boolean quit(ProcessHandle process) {
    try {
      return !WINDOWS
          && new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid())
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      return false; // no shell to be had
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
