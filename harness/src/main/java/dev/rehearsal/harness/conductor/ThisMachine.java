package dev.rehearsal.harness.conductor;

import com.sun.management.OperatingSystemMXBean;
import dev.rehearsal.reports.recording.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine that the program runs on. */
public final class ThisMachine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private ThisMachine() {}

  public static Machine describe() {
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("java.runtime.version"));
  }

  private static Long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? (Long) system.getTotalMemorySize()
        : null;
  }

  /** The model name, where the system tells it in a file; else null. */
  private static String cpu() {
    if (!Files.isReadable(CPU_INFO)) {
      return null;
    }
    try {
      return Files.readAllLines(CPU_INFO).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null; // readable a moment ago; the model name is worth no failure
    }
  }
}
