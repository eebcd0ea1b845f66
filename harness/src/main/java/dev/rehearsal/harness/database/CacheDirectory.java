package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where unpacked binaries are kept from run to run. */
final class CacheDirectory {
  private CacheDirectory() {}

  /** The first of the user's customary places that can be written to; made if it is not there. */
  static Path find() throws IOException {
    IOException last = null;
    for (Path candidate : candidates(System.getenv(), System.getProperty("os.name"))) {
      try {
        Files.createDirectories(candidate);
        if (Files.isWritable(candidate)) {
          return candidate;
        }
      } catch (IOException e) {
        last = e; // the next place may do
      }
    }
    Path temporary = RunDirectory.root(null).resolve("binaries");
    try {
      return Files.createDirectories(temporary);
    } catch (IOException e) {
      if (last != null) {
        e.addSuppressed(last);
      }
      throw e;
    }
  }

  static List<Path> candidates(Map<String, String> environment, String os) {
    List<Path> candidates = new ArrayList<>();
    if (ServerAccount.isRoot()) {
      // The server will not run as root, and nobody else may look into root's home.
      candidates.add(Path.of("/var/cache/rehearse"));
      return candidates;
    }
    add(candidates, environment.get("XDG_CACHE_HOME"), "rehearse");
    if (os.startsWith("Windows")) {
      add(candidates, environment.get("LOCALAPPDATA"), "rehearse\\cache");
    }
    String home = System.getProperty("user.home");
    add(candidates, home, os.startsWith("Mac") ? "Library/Caches/rehearse" : ".cache/rehearse");
    return candidates;
  }

  private static void add(List<Path> candidates, String parent, String child) {
    if (parent != null && Path.of(parent).isAbsolute()) {
      candidates.add(Path.of(parent, child));
    }
  }
}
