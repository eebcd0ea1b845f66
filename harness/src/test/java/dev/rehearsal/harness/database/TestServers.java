package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.progress.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One embedded server per major version, shared by all tests of this JVM and closed at its end. */
public final class TestServers {
  private static final Map<Integer, DisposableServer> SERVERS = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> SERVERS.values().forEach(DisposableServer::close), "test-servers"));
  }

  private TestServers() {}

  /** Those that some test has asked for. */
  static Iterable<DisposableServer> running() {
    return SERVERS.values();
  }

  /** The shared server of the default version. Never close it. */
  public static DisposableServer server() {
    return server(DatabaseSpec.DEFAULT_MAJOR);
  }

  /** The shared server of a version. Never close it. */
  public static DisposableServer server(int major) {
    return SERVERS.computeIfAbsent(
        major, wanted -> Servers.start(DatabaseSpec.embedded(wanted), Progress.silent()));
  }

  /** An empty database of the default version for one test, dropped when closed. */
  public static TakeDatabase freshDatabase() {
    return freshDatabase(DatabaseSpec.DEFAULT_MAJOR);
  }

  /** An empty database for one test, dropped when closed. */
  public static TakeDatabase freshDatabase(int major) {
    return server(major).cloneDatabase("template0", "test_" + DATABASES.incrementAndGet());
  }
}
