package dev.rehearsal.harness.conformance;

import java.nio.file.Path;

/** How the tools that are written in Java are called. */
final class JavaTool {

  private JavaTool() {}

  /** It lives for a second or two: what makes it start sooner pays. */
  static String command(String mainClass, String words) {
    return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp '%s/*' %s %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Installed.path("java-tools/lib"),
            mainClass,
            words);
  }
}
