package dev.rehearsal.harness.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code scripts/install-migration-tools} puts the tools. */
final class Installed {

  private Installed() {}

  private static Path directory() {
    String named = System.getenv("REHEARSE_TOOLS");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    return (cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache))
        .resolve("rehearse/tools");
  }

  static Path path(String below) {
    return directory().resolve(below);
  }

  static Path node(String below) {
    return path("npm-tools/node_modules").resolve(below);
  }

  static boolean has(Tool tool) {
    return Files.exists(path(tool.installed()));
  }

  /** Skips the test, by the tool's name. */
  static void require(Tool tool) {
    assumeTrue(
        has(tool),
        () ->
            tool.name()
                + " is not installed: there is no "
                + path(tool.installed())
                + "; run scripts/install-migration-tools");
  }
}
