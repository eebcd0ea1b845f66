package dev.rehearsal.harness.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;

/** The container engine of this machine, found in the way that Testcontainers finds it. */
final class ContainerEngine {
  /** The name of the run directory that a container belongs to. */
  static final String RUN_LABEL = "dev.rehearsal.run";

  private static final Duration ANSWER = Duration.ofSeconds(12);
  private static final Duration HELPER = Duration.ofSeconds(30);

  private static ContainerEngine found;

  private final DockerClient client;

  private ContainerEngine(DockerClient client) {
    this.client = client;
  }

  /**
   * The engine.
   *
   * @throws Unavailable if none answers
   */
  static synchronized ContainerEngine find() throws Unavailable, InterruptedException {
    if (found == null) {
      DockerClient client =
          Bounded.call(
              ContainerEngine::client, ANSWER, "no container engine answers on this machine");
      found = new ContainerEngine(client);
    }
    return found;
  }

  /** Not through Testcontainers' factory, whose first act is to fetch a helper image. */
  private static DockerClient client() {
    List<DockerClientProviderStrategy> strategies = new ArrayList<>();
    ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
    return DockerClientProviderStrategy.getFirstValidStrategy(strategies).getDockerClient();
  }

  /**
   * Makes sure that an image is there, pulling it if it is not.
   *
   * @return how it was had, such as {@code was there}
   * @throws Unavailable if it is not to be had
   */
  String provide(DockerImageName image) throws Unavailable, InterruptedException {
    try {
      client.inspectImageCmd(image.asCanonicalNameString()).exec();
      return "was there";
    } catch (NotFoundException e) {
      ImagePull.run(client, image);
      return "was pulled";
    } catch (RuntimeException e) {
      throw new Unavailable("the container engine does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Lets Testcontainers start its own helper, which removes containers of killed programs, unless
   * {@code TESTCONTAINERS_RYUK_DISABLED} says no. Without this it would wait minutes for an image
   * that cannot be pulled.
   *
   * @throws Unavailable if the helper cannot be started
   */
  void startHelper() throws Unavailable, InterruptedException {
    Callable<DockerClient> factory = () -> DockerClientFactory.instance().client();
    Bounded.call(
        factory,
        HELPER,
        "Testcontainers' helper image cannot be had; set TESTCONTAINERS_RYUK_DISABLED=true, rehearse"
            + " removes its containers by itself");
  }

  /** The image's digest in its registry, or its id if it never was in one. */
  String digest(DockerImageName image) {
    var inspected = client.inspectImageCmd(image.asCanonicalNameString()).exec();
    List<String> digests = inspected.getRepoDigests();
    return digests == null || digests.isEmpty() ? inspected.getId() : digests.get(0);
  }

  /** The ids of a run's containers, running or not. */
  List<String> containersOf(String run) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(RUN_LABEL, run))
        .exec()
        .stream()
        .map(Container::getId)
        .toList();
  }

  /**
   * Removes a run's containers, with their volumes.
   *
   * @throws IOException if the engine does not do it
   */
  void removeContainersOf(String run) throws IOException {
    try {
      containersOf(run).forEach(this::remove);
    } catch (RuntimeException e) {
      // The client library wraps whatever its transport throws.
      throw new IOException("the container engine does not answer: " + e.getMessage(), e);
    }
  }

  private void remove(String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // Someone was faster.
    }
  }

  /** There is no engine, or it cannot give what is needed. The message is a sentence. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
