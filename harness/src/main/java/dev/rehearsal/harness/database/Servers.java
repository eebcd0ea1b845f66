package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;

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
      return EmbeddedServer.start(spec, "asked for", progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "interrupted while the server was starting", e);
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "the server did not start: " + e.getMessage(), e);
    }
  }
}
