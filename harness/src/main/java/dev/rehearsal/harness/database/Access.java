package dev.rehearsal.harness.database;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How to reach the server of a run, kept in a file that only this user can read and that goes with
 * the run's directory.
 */
record Access(String host, int port, String password, String timeZone) {
  private static final String FILE = "access";

  /** Leaves it in the run's directory, all at once: whoever finds the file can read it. */
  void leave(RunDirectory run) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("host", host);
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("password", password);
    properties.setProperty("timeZone", timeZone);
    Path unfinished = PrivateFile.create(run.path().resolve(FILE + ".new"));
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      properties.store(out, null);
    }
    Files.move(unfinished, file(run.path()));
  }

  static Path file(Path run) {
    return run.resolve(FILE);
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is not there, as before the server answers and after its end
   */
  static Access read(Path run) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file(run))) {
      properties.load(in);
    }
    return new Access(
        properties.getProperty("host"),
        Integer.parseInt(properties.getProperty("port")),
        properties.getProperty("password"),
        properties.getProperty("timeZone"));
  }

  /** The server's databases. */
  Cluster cluster(Path log) {
    return new Cluster(host, port, password, timeZone, log);
  }
}
