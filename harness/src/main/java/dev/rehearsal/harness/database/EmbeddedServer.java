package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** A server run by this program from downloaded binaries, on loopback, in a run directory. */
final class EmbeddedServer {
  private EmbeddedServer() {}

  /**
   * Starts a server. Whatever ends this, an interrupt included, leaves nothing behind.
   *
   * @param reason why this provider was taken, one sentence
   * @throws dev.rehearsal.harness.config.Problem if no server can be had
   */
  static DisposableServer start(DatabaseSpec spec, String reason, Progress progress)
      throws IOException, InterruptedException {
    SortedMap<String, String> settings = ServerSettings.with(spec.settings());
    Path binaries = EmbeddedBinaries.of(spec.major(), progress);
    RunDirectory run = RunDirectory.create(spec.workDirectory());
    boolean started = false;
    try {
      progress.begin("start postgres " + spec.major(), -1);
      DisposableServer server = start(spec, settings, binaries, run, reason);
      progress.done(server.description().version());
      started = true;
      return server;
    } finally {
      if (!started) {
        removal(run).removeInSpiteOfInterrupts();
      }
    }
  }

  private static DisposableServer start(
      DatabaseSpec spec,
      SortedMap<String, String> settings,
      Path binaries,
      RunDirectory run,
      String reason)
      throws IOException, InterruptedException {
    String password = Password.random();
    DataDirectory data = DataDirectory.make(run, binaries);
    data.initialize(password);
    int port = Ports.start(data, settings, spec.port());
    Access access = new Access("127.0.0.1", port, password, ServerSettings.timeZone(settings));
    Cluster cluster = access.cluster(run.log());
    ServerDescription read = ServerDescription.read(cluster, settings);
    access.leave(run);
    Server description =
        new Server(read.version(), read.major(), "embedded", reason, null, null, read.settings());
    return new StartedServer(cluster, description, removal(run));
  }

  private static Removal removal(RunDirectory run) {
    return () -> {
      ServerProcesses.of(run.data()).stop();
      run.close();
    };
  }
}
