package dev.rehearsal.harness.artifact;

import dev.rehearsal.harness.config.Problem;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;

/**
 * Files in the user's local Maven repository, downloaded if they are not there, with the mirrors,
 * proxies and credentials of the user's {@code settings.xml}. Safe for threads.
 */
public final class MavenArtifacts {

  private MavenArtifacts() {}

  private interface Resolving<T> {
    T with(Context maven) throws RepositoryException;
  }

  /**
   * One jar without what it depends on.
   *
   * @param coordinates {@code group:artifact:version}
   * @param what it is, for a sentence: {@code the embedded postgres}
   * @param wayOut what else the user may do, as the sentence ends
   * @throws Problem if it is not to be had
   */
  public static Path jar(String coordinates, String what, String wayOut)
      throws InterruptedException {
    return resolve(
        what + " " + coordinates,
        wayOut,
        maven ->
            maven
                .repositorySystem()
                .resolveArtifact(
                    maven.repositorySystemSession(),
                    new ArtifactRequest(
                        new DefaultArtifact(coordinates), maven.remoteRepositories(), "rehearse"))
                .getArtifact()
                .getFile()
                .toPath());
  }

  /**
   * Jars with all that they need at run time, nearest first.
   *
   * @param coordinates each {@code group:artifact:version}
   * @param without {@code group:artifact} of what is left out, with what it needs
   * @throws Problem if one is not to be had
   */
  public static List<Path> withDependencies(
      List<String> coordinates, Set<String> without, String what, String wayOut)
      throws InterruptedException {
    List<Exclusion> exclusions =
        without.stream()
            .map(each -> each.split(":"))
            .map(names -> new Exclusion(names[0], names[1], "*", "*"))
            .toList();
    List<Dependency> dependencies =
        coordinates.stream()
            .map(each -> new Dependency(new DefaultArtifact(each), "runtime", false, exclusions))
            .toList();
    return resolve(
        what + " " + String.join(" with ", coordinates),
        wayOut,
        maven ->
            maven
                .repositorySystem()
                .resolveDependencies(
                    maven.repositorySystemSession(),
                    new DependencyRequest(
                        new CollectRequest(dependencies, null, maven.remoteRepositories()), null))
                .getArtifactResults()
                .stream()
                .map(ArtifactResult::getArtifact)
                .map(Artifact::getFile)
                .map(java.io.File::toPath)
                .toList());
  }

  private static <T> T resolve(String what, String wayOut, Resolving<T> resolving)
      throws InterruptedException {
    try (Context maven = maven()) {
      return resolving.with(maven);
    } catch (RepositoryException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          what
              + " is neither in the local maven repository nor to be downloaded ("
              + e.getMessage()
              + "); check the network and ~/.m2/settings.xml, or "
              + wayOut,
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
}
