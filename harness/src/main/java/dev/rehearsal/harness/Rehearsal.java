package dev.rehearsal.harness;

import dev.rehearsal.harness.conductor.Conductor;
import dev.rehearsal.harness.conductor.InstrumentCheck;
import dev.rehearsal.harness.conductor.ThisMachine;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.dataset.DatasetLoader;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.MigrationReader;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Instrument;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SourceFile;
import dev.rehearsal.reports.recording.Take;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The front door: a loaded disposable server on which migrations are rehearsed. Closing it destroys
 * the server. Used by one thread; only {@link #abort} may be called from another.
 *
 * <pre>{@code
 * Migration migration = Rehearsal.read(spec);
 * try (Rehearsal rehearsal = Rehearsal.open(spec.database(), spec.dataset(), spec.seed(), progress, ticker)) {
 *   Recording recording = rehearsal.perform(migration, spec);
 * }
 * }</pre>
 */
public final class Rehearsal implements AutoCloseable {

  private static final String TEMPLATE = "rehearse_loaded";

  private final Instant startedAt = Instant.now();
  private final DisposableServer server;
  private final Dataset dataset;
  private final Instrument instrument;
  private final long seed;
  private final Progress progress;
  private final Ticker ticker;
  private volatile String aborted;

  private Rehearsal(
      DisposableServer server,
      Dataset dataset,
      Instrument instrument,
      long seed,
      Progress progress,
      Ticker ticker) {
    this.server = server;
    this.dataset = dataset;
    this.instrument = instrument;
    this.seed = seed;
    this.progress = progress;
    this.ticker = ticker;
  }

  /**
   * Reads the migration. Comes first, so that a typo costs a millisecond and not a server.
   *
   * @throws Problem if a file cannot be read or understood
   */
  public static Migration read(RehearsalSpec spec) {
    return MigrationReader.read(spec.migration(), spec.singleTransaction());
  }

  /**
   * Starts a server and loads the data.
   *
   * @throws Problem if no server can be had or the data cannot be loaded; nothing is left behind
   */
  public static Rehearsal open(
      DatabaseSpec database, DatasetSpec data, long seed, Progress progress, Ticker ticker) {
    DisposableServer server = Servers.start(database, progress);
    try {
      Dataset dataset = DatasetLoader.load(data, seed, server, TEMPLATE, progress, ticker);
      progress.begin("measure the instrument", -1);
      Instrument instrument = new InstrumentCheck(ticker).measure(server);
      progress.done("");
      return new Rehearsal(server, dataset, instrument, seed, progress, ticker);
    } catch (SQLException e) {
      server.close();
      throw new Problem(Problem.Kind.CANNOT_REHEARSE, "the server was lost: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /**
   * Performs the takes of one migration. May be called for several migrations, one after the other.
   * If it is aborted meanwhile, the recording says so and holds what there is.
   */
  public Recording perform(Migration migration, RehearsalSpec spec) {
    Conductor conductor =
        new Conductor(
            server, TEMPLATE, spec, Privacy.of(spec.request().literalsShown()), progress, ticker);
    List<Take> takes = conductor.perform(migration);
    return new Recording(
        Recording.FORMAT,
        ThisTool.describe(),
        startedAt,
        seed,
        aborted,
        spec.request(),
        server.description(),
        ThisMachine.describe(),
        instrument,
        dataset,
        new dev.rehearsal.reports.recording.Migration(
            migration.runner(),
            migration.singleTransaction(),
            migration.scripts().stream()
                .map(script -> new SourceFile(script.path(), script.sha256()))
                .toList()),
        takes);
  }

  /**
   * Ends a rehearsal that is under way on another thread: the server is destroyed, and {@link
   * #perform} returns with a recording marked aborted.
   *
   * @param reason such as {@code interrupted (SIGINT)}
   */
  public void abort(String reason) {
    aborted = reason;
    server.close();
  }

  @Override
  public void close() {
    server.close();
  }
}
