package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that is run to its end, with an environment that holds nothing of the caller's. */
record Command(List<String> words) {

  Command {
    words = List.copyOf(words);
  }

  /**
   * Runs it and waits. When interrupted, or after the timeout, the command and everything that it
   * started is killed.
   *
   * @param output a file for its output, overwritten
   */
  Result run(Path output, Duration timeout) throws IOException, InterruptedException {
    Process process = start(output);
    try {
      process.getOutputStream().close();
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Result(process.exitValue(), LogTail.of(output));
      }
      return new Result(-1, "no end after " + timeout.toSeconds() + " s");
    } finally {
      kill(process);
    }
  }

  private Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(output.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    clean(builder.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NotStarted(e);
    }
  }

  /** Without PGDATA, PGOPTIONS and the like; messages in English, since some are read by us. */
  private static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> !List.of("PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR").contains(name));
    environment.put("LC_ALL", "C");
  }

  private static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * How it ended.
   *
   * @param output the end of what it printed
   */
  record Result(int exitCode, String output) {
    String lastLine() {
      return output.lines().reduce("exit code " + exitCode, (before, line) -> line).strip();
    }
  }

  /** The command is not there or may not be run. */
  static final class NotStarted extends IOException {
    private static final long serialVersionUID = 1L;

    NotStarted(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
