package dev.rehearsal.harness.library;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.Login;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tool's library at work, on a thread of its own and loaded for this one migration. Used by the
 * thread that started it.
 */
public final class LibraryRun implements Closeable {

  /** How long it may take to notice that its connections were cut. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OneDatabase database;
  private final LibraryLoader loader;
  private final Consumer<String> output;
  private final Thread thread;
  private volatile boolean failed;

  private LibraryRun(LibrarySpec spec, Login login, List<URL> libraries, Consumer<String> output) {
    this.database = new OneDatabase(login, SessionParameters.of(spec));
    this.loader = new LibraryLoader(libraries);
    this.output = output;
    Library.Task task = new Library.Task(Settings.of(spec), spec.migrations(), database, output);
    this.thread = new Thread(() -> migrate(spec, task), "rehearse-tool-library");
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
  }

  /**
   * Sees to it that a run will find all that it needs, apart from the database.
   *
   * @throws Problem if the library is not to be had, or a configuration file not to be read
   */
  public static void check(LibrarySpec spec) {
    libraries(spec);
    Settings.of(spec);
    SessionParameters.of(spec);
  }

  /**
   * Begins to migrate.
   *
   * @param login of the one database that it gets to know
   * @param output takes what it prints, from its thread
   * @throws Problem as {@link #check} does
   */
  public static LibraryRun start(LibrarySpec spec, Login login, Consumer<String> output) {
    LibraryRun run = new LibraryRun(spec, login, libraries(spec), output);
    run.thread.start();
    return run;
  }

  private static List<URL> libraries(LibrarySpec spec) {
    try {
      return Libraries.of(spec);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Problem.Kind.CANNOT_REHEARSE, "interrupted", e);
    }
  }

  private static String adapter(LibrarySpec.Product product) {
    return switch (product) {
      case FLYWAY -> Library.class.getPackageName() + ".flyway.FlywayLibrary";
      case LIQUIBASE -> Library.class.getPackageName() + ".liquibase.LiquibaseLibrary";
    };
  }

  private void migrate(LibrarySpec spec, Library.Task task) {
    try {
      Class<?> type = loader.loadClass(adapter(spec.product()));
      ((Library) type.getDeclaredConstructor().newInstance()).migrate(task);
      if (loader.refused()) { // and the tool made nothing of it
        fail(LibraryLoader.REFUSED);
      }
    } catch (Throwable e) { // whatever it is, the migration was not done
      fail(loader.refused() ? LibraryLoader.REFUSED : LibraryErrors.told(e, spec));
    }
  }

  private void fail(String why) {
    failed = true;
    output.accept("ERROR: " + why);
  }

  /**
   * Waits for its end.
   *
   * @return whether it came; not if the time or the thread's patience ran out
   */
  public boolean await(Duration timeout) {
    try {
      thread.join(Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** Whether it ended with an error. */
  public boolean failed() {
    return failed;
  }

  /**
   * Cuts its connections, if it is still at work, and waits a little.
   *
   * @return whether it has ended
   */
  public boolean end() {
    if (!thread.isAlive()) {
      return true;
    }
    database.cut();
    thread.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** Its classes can be loaded no more. A thread that is still there will fail, sooner or later. */
  @Override
  public void close() {
    database.cut();
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the tool's libraries", e);
    }
  }
}
