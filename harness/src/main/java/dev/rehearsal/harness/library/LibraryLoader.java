package dev.rehearsal.harness.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import org.postgresql.Driver;

/**
 * Loads a tool, what it depends on, and what speaks to it here, so that they meet no class of this
 * program but the ones that both share: the driver and {@link Library}. Each run has one of its
 * own, so that nothing of one run is left in the next.
 */
final class LibraryLoader extends URLClassLoader {

  private static final String DRIVER = Driver.class.getPackageName() + ".";
  private static final String ADAPTERS = Library.class.getPackageName() + ".";

  /** By name: what else is in the package is nobody's business there. */
  private static final Set<String> SHARED =
      Set.of(Library.class.getName(), Library.Task.class.getName());

  /** The only way in which Flyway and Liquibase start another program. */
  private static final String STARTS_PROGRAMS = ProcessBuilder.class.getName();

  /** In words for the user. */
  static final String REFUSED =
      "the migration starts another program, which in process is not permitted, since that could"
          + " reach the databases that the environment names; give the tool's own --command";

  private final ClassLoader program = LibraryLoader.class.getClassLoader();

  private volatile boolean refused;

  LibraryLoader(List<URL> libraries) {
    super("library", libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Whether a program was to be started, and was not. */
  boolean refused() {
    return refused;
  }

  /**
   * Another program would inherit this one's environment, and with it the address of whatever
   * database that names.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(STARTS_PROGRAMS)) {
      refused = true;
      throw new LinkageError(REFUSED);
    }
    if (SHARED.contains(name) || name.startsWith(DRIVER)) {
      return program.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  /** Comes to what neither the platform has nor one of the libraries. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(ADAPTERS)) {
      return super.findClass(name);
    }
    try (InputStream in = program.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
