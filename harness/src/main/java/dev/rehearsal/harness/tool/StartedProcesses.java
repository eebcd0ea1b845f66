package dev.rehearsal.harness.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A tool's process and all that it started. Those that have left their parent and its session are
 * known by a mark in the environment that they were given, where the system lets it be read
 * (Linux), or from having been seen while they still had their parent. Used by one thread.
 */
final class StartedProcesses {

  private static final String VARIABLE = "REHEARSE_TOOL";
  private static final Path PROC = Path.of("/proc");
  private static final Duration SLICE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int ROUNDS = 5;

  private final String mark = UUID.randomUUID().toString();
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  /** To be called before the process is started. */
  void mark(Map<String, String> environment) {
    environment.put(VARIABLE, mark);
  }

  /** Waits for the tool's own process; false if it is still there after the timeout. */
  boolean await(Process process, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      long left = Math.min(SLICE.toNanos(), end - System.nanoTime());
      if (process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
      look(process);
    }
  }

  private void look(Process process) {
    process.descendants().forEach(seen::add);
  }

  /**
   * Ends all of them, first as they are asked to and then in any case. An interrupt stays set and
   * shortens the patience.
   */
  void end(Process process) {
    look(process);
    addMarked();
    seen.forEach(ProcessHandle::destroy);
    process.toHandle().destroy(); // which leaves us what it printed
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    for (int round = 0; round < ROUNDS && killed(process); round++) {
      addMarked(); // whatever they have started on their way out
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was anybody left. */
  private boolean killed(Process process) {
    process.toHandle().destroyForcibly();
    seen.removeIf(each -> !each.isAlive());
    seen.forEach(ProcessHandle::destroyForcibly);
    return !seen.isEmpty();
  }

  private void addMarked() {
    if (Files.isDirectory(PROC)) {
      ProcessHandle.allProcesses().filter(this::marked).forEach(seen::add);
    }
  }

  private boolean marked(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(VARIABLE + "=" + mark);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
