package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;

/** A server run by this program from downloaded binaries, on loopback, in a run directory. */
final class EmbeddedServer implements DisposableServer {
  private final RunDirectory run;
  private final Cluster cluster;
  private final Server description;
  private boolean closed;

  private EmbeddedServer(RunDirectory run, Cluster cluster, Server description) {
    this.run = run;
    this.cluster = cluster;
    this.description = description;
  }

  /**
   * Starts a server. Whatever ends this, an interrupt included, leaves nothing behind.
   *
   * @param reason why this provider was taken, one sentence
   * @throws Problem if no server can be had
   */
  static EmbeddedServer start(DatabaseSpec spec, String reason, Progress progress)
      throws IOException, InterruptedException {
    SortedMap<String, String> settings = ServerSettings.with(spec.settings());
    Path binaries = EmbeddedBinaries.of(spec.major(), progress);
    RunDirectory run = RunDirectory.create(spec.workDirectory());
    boolean started = false;
    try {
      progress.begin("start postgres " + spec.major(), -1);
      String password = Password.random();
      DataDirectory data = new DataDirectory(run, binaries);
      data.initialize(password);
      int port = Ports.start(data, settings, spec.port());
      Cluster cluster =
          new Cluster("127.0.0.1", port, password, spec.major(), settings.get("timezone"));
      EmbeddedServer server = new EmbeddedServer(run, cluster, describe(cluster, reason));
      started = true;
      progress.done("");
      return server;
    } finally {
      if (!started) {
        remove(run);
      }
    }
  }

  private static Server describe(Cluster cluster, String reason) {
    try (Connection connection = cluster.connect(Cluster.MAINTENANCE, "rehearse/database")) {
      ServerDescription read = ServerDescription.read(connection);
      return new Server(
          read.version(), read.major(), "embedded", reason, null, null, read.settings());
    } catch (SQLException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "the server started but cannot be asked: " + e.getMessage(),
          e);
    }
  }

  @Override
  public Server description() {
    return description;
  }

  @Override
  public Connection connect(String database, String session) throws SQLException {
    return cluster.connect(database, session);
  }

  @Override
  public void createDatabase(String name) {
    cluster.create(name);
  }

  @Override
  public TakeDatabase cloneDatabase(String template, String name) {
    cluster.copy(template, name);
    return new ClonedDatabase(cluster, name);
  }

  /** One thread closes, any others wait for it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      remove(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(RunDirectory run) throws IOException {
    ServerProcesses.of(run.data()).stop();
    run.close();
  }
}
