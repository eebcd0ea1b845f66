package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The platform's name in the artifact ids of the embedded binaries, such as {@code linux-amd64}.
 */
final class Platform {
  private Platform() {}

  /**
   * The name for the machine that the program runs on.
   *
   * @throws Problem if no binaries are published for it
   */
  static String current() {
    String os = System.getProperty("os.name");
    String name = name(os, System.getProperty("os.arch"));
    return name.startsWith("linux") && hasMusl() ? name + "-alpine" : name;
  }

  static String name(String osName, String osArch) {
    String os = os(osName.toLowerCase(Locale.ROOT));
    String arch = arch(osArch.toLowerCase(Locale.ROOT));
    if (os == null || arch == null) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "no embedded postgres is published for "
              + osName
              + " on "
              + osArch
              + "; use --provider container");
    }
    // Windows on ARM runs amd64 programs; there are no others to be had.
    return os + "-" + (os.equals("windows") ? "amd64" : arch);
  }

  private static String os(String name) {
    if (name.startsWith("linux")) {
      return "linux";
    }
    if (name.startsWith("mac")) {
      return "darwin";
    }
    return name.startsWith("windows") ? "windows" : null;
  }

  private static String arch(String name) {
    switch (name) {
      case "amd64":
      case "x86_64":
        return "amd64";
      case "aarch64":
      case "arm64":
        return "arm64v8";
      case "ppc64le":
        return "ppc64le";
      default:
        return null;
    }
  }

  /** Alpine's C library needs binaries of its own; its loader is known by name. */
  private static boolean hasMusl() {
    try (DirectoryStream<Path> loaders =
        Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*.so.1")) {
      return loaders.iterator().hasNext() && !Files.exists(Path.of("/etc/debian_version"));
    } catch (IOException e) {
      return false; // no /lib to look into: not Alpine
    }
  }
}
