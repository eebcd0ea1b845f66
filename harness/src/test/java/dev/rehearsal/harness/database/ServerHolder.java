package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.progress.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;

/** A program of its own that starts a server and holds it until it is killed. */
final class ServerHolder {
  private ServerHolder() {}

  /**
   * Says {@code starting}, then {@code ready} and the server's version.
   *
   * @param arguments provider, image or {@code -}, work directory
   */
  public static void main(String[] arguments) throws Exception {
    DatabaseSpec spec =
        new DatabaseSpec(
            DatabaseSpec.Provider.valueOf(arguments[0]),
            DatabaseSpec.DEFAULT_MAJOR,
            arguments[1].equals("-") ? null : arguments[1],
            new TreeMap<>(Map.of()),
            0,
            Path.of(arguments[2]));
    System.out.println("starting");
    DisposableServer server = Servers.start(spec, Progress.silent());
    try (Connection connection = server.connect("postgres", "rehearse/holder")) {
      System.out.println("ready " + connection.getMetaData().getDatabaseProductVersion());
      Thread.sleep(120_000);
    }
  }
}
