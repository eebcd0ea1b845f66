package dev.rehearsal.harness.database;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, its port mapped to loopback. */
final class ContainerServer {
  private static final Duration START = Duration.ofMinutes(2);

  private ContainerServer() {}

  /** The image that the specification asks for. */
  static DockerImageName image(DatabaseSpec spec) {
    String name = spec.image() == null ? "postgres:" + spec.major() : spec.image();
    try {
      DockerImageName image = DockerImageName.parse(name);
      image.assertValid();
      return image.asCompatibleSubstituteFor("postgres");
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Problem.Kind.USAGE, "'" + name + "' is not the name of an image, such as postgres:18", e);
    }
  }

  /**
   * Starts a server from an image that is there. Whatever ends this leaves nothing behind.
   *
   * @param reason why this provider was taken, one sentence
   * @throws Problem if it does not start
   */
  static DisposableServer start(
      ContainerEngine engine, DatabaseSpec spec, String reason, Progress progress)
      throws IOException, InterruptedException {
    SortedMap<String, String> settings = ServerSettings.with(spec.settings());
    DockerImageName image = image(spec);
    RunDirectory run = RunDirectory.create(spec.workDirectory());
    boolean started = false;
    try {
      progress.begin("start container " + image.asCanonicalNameString(), -1);
      run.markContainer();
      PrivateFile.create(run.log());
      String password = Password.random();
      PostgreSQLContainer container = container(image, settings, password, spec.port(), run);
      launch(container, spec.port(), run);
      Access access =
          new Access(
              container.getHost(),
              container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
              password,
              ServerSettings.timeZone(settings));
      Cluster cluster = access.cluster(run.log());
      ServerDescription read = ServerDescription.read(cluster, settings);
      access.leave(run);
      Server description =
          new Server(
              read.version(),
              read.major(),
              "container",
              reason,
              image.asCanonicalNameString(),
              engine.digest(image),
              read.settings());
      progress.done(read.version());
      started = true;
      return new StartedServer(cluster, description, removal(engine, run));
    } finally {
      if (!started) {
        removal(engine, run).removeInSpiteOfInterrupts();
      }
    }
  }

  private static PostgreSQLContainer container(
      DockerImageName image,
      SortedMap<String, String> settings,
      String password,
      int port,
      RunDirectory run) {
    PostgreSQLContainer container =
        new PostgreSQLContainer(image)
            .withUsername(Cluster.SUPERUSER)
            .withPassword(password)
            .withDatabaseName(Cluster.MAINTENANCE)
            .withLabel(ContainerEngine.RUN_LABEL, run.name())
            .waitingFor(new FirstAnswer(password, run.log()).withStartupTimeout(START))
            .withLogConsumer(frame -> append(run, frame.getBytes()));
    // In place of Testcontainers' own command line, which turns fsync off.
    container.withCommand(commandLine(settings));
    if (isLocal(container.getHost())) {
      container.withCreateContainerCmdModifier(
          command ->
              command
                  .getHostConfig()
                  .withPortBindings(
                      new PortBinding(
                          Binding.bindIpAndPort("127.0.0.1", port),
                          ExposedPort.tcp(PostgreSQLContainer.POSTGRESQL_PORT))));
    }
    return container;
  }

  /** Only then does the engine's loopback reach us; else its ports must be open to the network. */
  private static boolean isLocal(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1");
  }

  private static String[] commandLine(SortedMap<String, String> settings) {
    List<String> words = new ArrayList<>(List.of("postgres"));
    settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    return words.toArray(String[]::new);
  }

  private static void launch(PostgreSQLContainer container, int port, RunDirectory run)
      throws InterruptedException {
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while the container was starting");
      }
      String message = messages(e);
      if (message.contains("port is already allocated")
          || message.contains("address already in use")) {
        throw Ports.taken(port);
      }
      String log = LogTail.of(run.log());
      throw StartProblem.of(
          "the container did not start", log.isEmpty() ? message : log, run.path());
    }
  }

  private static String messages(Throwable e) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }

  private static void append(RunDirectory run, byte[] output) {
    if (output == null || !Files.exists(run.log())) {
      return; // the stream's end, or ours
    }
    try {
      Files.write(run.log(), output, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The log only helps to explain a failure; losing it must not become one.
    }
  }

  private static Removal removal(ContainerEngine engine, RunDirectory run) {
    return () -> {
      engine.removeContainersOf(run.name());
      run.close();
    };
  }
}
