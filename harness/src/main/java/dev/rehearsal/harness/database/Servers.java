package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import org.testcontainers.utility.DockerImageName;

/** Starts disposable servers. */
public final class Servers {
  private Servers() {}

  /**
   * Starts the server that the specification asks for. Interrupting the thread ends it, with
   * nothing left behind; so does the end of the program.
   *
   * @throws Problem if no such server can be had
   */
  @SuppressWarnings("try") // the guard is held, not used
  public static DisposableServer start(DatabaseSpec spec, Progress progress) {
    try (StartGuard guard = StartGuard.ofThisThread()) {
      switch (spec.provider()) {
        case EMBEDDED:
          return EmbeddedServer.start(spec, "the embedded server was asked for", progress);
        case CONTAINER:
          return container(spec, "a container was asked for", progress);
        case AUTO:
          return any(spec, progress);
        default:
          throw new IllegalArgumentException("unknown provider " + spec.provider());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (IOException | Problem e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e); // the rest are its effects
      }
      throw e instanceof Problem ? (Problem) e : StartProblem.of((IOException) e);
    }
  }

  private static Problem interrupted(Exception e) {
    return new Problem(
        Problem.Kind.CANNOT_REHEARSE, "interrupted while the server was starting", e);
  }

  private static DisposableServer container(DatabaseSpec spec, String reason, Progress progress)
      throws IOException, InterruptedException {
    try {
      ContainerEngine engine = ContainerEngine.find();
      provide(engine, ContainerServer.image(spec), progress);
      return ContainerServer.start(engine, spec, reason, progress);
    } catch (ContainerEngine.Unavailable e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, e.getMessage() + "; or use --provider embedded", e);
    }
  }

  private static DisposableServer any(DatabaseSpec spec, Progress progress)
      throws IOException, InterruptedException {
    try {
      ContainerEngine engine = ContainerEngine.find();
      DockerImageName image = ContainerServer.image(spec);
      String how = provide(engine, image, progress);
      String reason =
          "a container engine answers and image " + image.asCanonicalNameString() + " " + how;
      return ContainerServer.start(engine, spec, reason, progress);
    } catch (ContainerEngine.Unavailable e) {
      return EmbeddedServer.start(spec, e.getMessage(), progress);
    }
  }

  private static String provide(ContainerEngine engine, DockerImageName image, Progress progress)
      throws ContainerEngine.Unavailable, InterruptedException {
    progress.begin("find image " + image.asCanonicalNameString(), -1);
    String how = engine.provide(image);
    engine.startHelper();
    progress.done(how);
    return how;
  }
}
