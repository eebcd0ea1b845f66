package dev.rehearsal.harness.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that serve one data directory, told by their command lines, so that a process
 * number that was given to someone else is never mistaken for one of ours.
 */
final class ServerProcesses {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final int ATTEMPTS = 5;
  private static final int PATIENCE_SECONDS = 10;

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
      left.forEach(ServerProcesses::stop);
      left = running();
    }
    if (!left.isEmpty()) {
      throw new IOException(
          "process " + left.get(0).pid() + " on " + dataDirectory + " cannot be stopped");
    }
  }

  private static void stop(ProcessHandle process) {
    try {
      if (isPostgres(process) && !WINDOWS) {
        quit(process);
        process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return;
      }
    } catch (IOException | TimeoutException | InterruptedException | ExecutionException e) {
      // No shell, no answer or no time: then the hard way, below.
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(e -> null).join();
  }

  private static boolean isPostgres(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return command.endsWith(File.separator + "postgres");
  }

  /**
   * SIGQUIT is Postgres's immediate shutdown (documentation, "Shutting Down the Server"), after
   * which it leaves no shared memory behind, as SIGKILL would. Java has no way to send it.
   */
  private static void quit(ProcessHandle process) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
