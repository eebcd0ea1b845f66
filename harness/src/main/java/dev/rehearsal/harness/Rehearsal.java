package dev.rehearsal.harness;

import dev.rehearsal.harness.conductor.AppliedVersions;
import dev.rehearsal.harness.conductor.Conductor;
import dev.rehearsal.harness.conductor.InstrumentCheck;
import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.harness.conductor.ThisMachine;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.ToolSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.dataset.DatasetLoader;
import dev.rehearsal.harness.dataset.Foundation;
import dev.rehearsal.harness.library.LibraryRun;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.runner.RunnerReader;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.DownFile;
import dev.rehearsal.reports.recording.Instrument;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.SourceFile;
import dev.rehearsal.reports.recording.Take;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The front door: a loaded disposable server on which migrations are rehearsed. Closing it destroys
 * the server. Used by one thread; only {@link #abort} may be called from another, at any time.
 *
 * <pre>{@code
 * Migration migration = Rehearsal.read(spec);
 * try (Rehearsal rehearsal = new Rehearsal(progress, Ticker.system())) {
 *   rehearsal.load(spec.database(), spec.dataset(), spec.seed());
 *   Recording recording = rehearsal.perform(migration, spec, new SampleLog());
 * }
 * }</pre>
 */
public final class Rehearsal implements AutoCloseable {

  private static final String TEMPLATE = "rehearse_loaded";

  private final Instant startedAt = Instant.now();
  private final Progress progress;
  private final Ticker ticker;
  private volatile DisposableServer server;
  private volatile String aborted;
  private final Map<Preparation, Loaded> prepared = new HashMap<>();
  private List<Script> built = List.of();
  private Loaded loaded;
  private Instrument instrument;
  private long seed;
  private SortedMap<String, String> saferScripts = Collections.emptySortedMap();

  /**
   * What is done to what was loaded.
   *
   * @param applied scripts of versions that are built on it
   * @param file what is run then, or null
   */
  private record Preparation(List<Script> applied, Path file) {}

  /** A database to which nobody is connected, and what is in it. */
  private record Loaded(String database, Dataset dataset) {}

  public Rehearsal(Progress progress, Ticker ticker) {
    this.progress = progress;
    this.ticker = ticker;
  }

  /**
   * Reads the migration. Comes first, so that a typo costs a millisecond and not a server. Where a
   * tool's library performs it, that is fetched.
   *
   * @throws Problem if a file cannot be read or understood, or the library is not to be had
   */
  public static Migration read(RehearsalSpec spec) {
    if (spec.runner().tool() instanceof LibrarySpec library) {
      LibraryRun.check(library);
    }
    return RunnerReader.read(spec);
  }

  /** As {@link #load(DatabaseSpec, DatasetSpec, long, Migration)}, for several migrations. */
  public void load(DatabaseSpec database, DatasetSpec data, long seed) {
    load(database, data, seed, null);
  }

  /**
   * Starts a server, loads the data and measures the instrument. Called once, before {@link
   * #perform}.
   *
   * @param migration whose applied versions build the schema of files, or null if none do
   * @throws Problem if no server can be had or the data cannot be loaded
   */
  public void load(DatabaseSpec database, DatasetSpec data, long seed, Migration migration) {
    this.seed = seed;
    DatasetLoader.check(data);
    server = Servers.start(database, progress);
    if (aborted != null) {
      server.close();
      throw new Problem(Problem.Kind.CANNOT_REHEARSE, aborted);
    }
    Foundation foundation = Foundation.none();
    if (migration != null && !data.shop()) {
      foundation = new AppliedVersions(migration, progress)::build;
      built = applied(migration);
    }
    loaded =
        new Loaded(
            TEMPLATE,
            DatasetLoader.load(data, seed, server, TEMPLATE, foundation, progress, ticker));
    if (migration != null) {
      prepared(migration, data.prepare());
    }
    progress.begin("measure the instrument", -1);
    try {
      instrument = new InstrumentCheck(ticker).measure(server);
    } catch (SQLException e) {
      throw new Problem(Problem.Kind.CANNOT_REHEARSE, "the server was lost: " + e.getMessage(), e);
    }
    progress.done("");
  }

  /**
   * Performs the takes of one migration. May be called for several migrations, one after the other.
   * If it is aborted meanwhile, the recording says so and holds what there is.
   *
   * @param samples gets every firing of the probes, which the recording only counts
   */
  public Recording perform(Migration migration, RehearsalSpec spec, SampleLog samples) {
    Masking masking = Privacy.of(spec.request().literalsShown());
    Loaded stage = prepared(migration, spec.dataset().prepare());
    Conductor conductor =
        new Conductor(server, stage.database(), spec, masking, samples, progress, ticker);
    List<Take> takes = conductor.perform(migration);
    Recording recording = recording(migration, spec, takes);
    saferScripts = Collections.emptySortedMap();
    if (!spec.rewrite()) {
      return recording;
    }
    Rewrite rewrite = conductor.performSafer(migration, recording);
    saferScripts = conductor.saferScripts();
    // Aborted meanwhile, it has to be said.
    return recording(migration, spec, takes).withRewrite(rewrite);
  }

  /** The files of the safer form that was performed last, by path, with literals. */
  public SortedMap<String, String> saferScripts() {
    return saferScripts;
  }

  private Recording recording(Migration migration, RehearsalSpec spec, List<Take> takes) {
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
        prepared(migration, spec.dataset().prepare()).dataset(),
        description(migration, spec.runner().tool()),
        takes,
        null);
  }

  /** What the takes start from: as loaded, or built on and with a file run on it, done once. */
  private Loaded prepared(Migration migration, Path file) {
    List<Script> applied = applied(migration);
    boolean asLoaded = file == null && (applied.isEmpty() || applied.equals(built));
    return asLoaded
        ? loaded
        : prepared.computeIfAbsent(new Preparation(applied, file), any -> prepare(migration, file));
  }

  private Loaded prepare(Migration migration, Path file) {
    String name = TEMPLATE + "_" + (prepared.size() + 1);
    Foundation foundation =
        applied(migration).equals(built)
            ? Foundation.none()
            : new AppliedVersions(migration, progress)::build;
    return new Loaded(
        name,
        DatasetLoader.prepare(
            foundation, file, loaded.dataset(), server, TEMPLATE, name, progress, ticker));
  }

  private static List<Script> applied(Migration migration) {
    return migration.applied().stream().flatMap(batch -> batch.scripts().stream()).toList();
  }

  private static dev.rehearsal.reports.recording.Migration description(
      Migration migration, ToolSpec tool) {
    return new dev.rehearsal.reports.recording.Migration(
        migration.runner(),
        migration.singleTransaction(),
        migration.scripts().stream()
            .map(script -> new SourceFile(script.path(), script.sha256()))
            .distinct()
            .toList(),
        migration.suppressions(),
        migration.downScripts().stream()
            .map(down -> new DownFile(down.path(), down.sha256(), down.takesBack()))
            .distinct()
            .toList(),
        migration.recognised(),
        migration.recognised() == null ? List.of() : batches(migration),
        tool == null ? null : tool.label());
  }

  private static List<Batch> batches(Migration migration) {
    List<String> versions = new ArrayList<>();
    Migration.scripts(migration.applied()).forEach(script -> versions.add(script.version()));
    migration.scripts().forEach(script -> versions.add(script.version()));
    List<String> distinct = versions.stream().distinct().toList();
    return migration.batches().stream()
        .filter(batch -> batch.scripts().stream().anyMatch(script -> !script.bookkeeping()))
        .map(
            batch ->
                new Batch(
                    batch.grouping(),
                    Migration.scripts(List.of(batch)).stream()
                        .map(script -> part(script, distinct))
                        .toList()))
        .toList();
  }

  private static Batch.Part part(Script script, List<String> versions) {
    List<Statement> statements = script.statements();
    int at = versions.indexOf(script.version());
    return new Batch.Part(
        script.path(),
        script.version(),
        at <= 0 ? null : versions.get(at - 1),
        statements.isEmpty() ? null : statements.get(0).index(),
        statements.isEmpty() ? null : statements.get(statements.size() - 1).index());
  }

  /**
   * Ends a rehearsal that is under way on another thread. The server is destroyed, which no
   * statement outlasts: {@link #load} fails, {@link #perform} returns with a recording marked
   * aborted.
   *
   * @param reason such as {@code interrupted}
   */
  public void abort(String reason) {
    aborted = reason;
    close();
  }

  @Override
  public void close() {
    DisposableServer started = server;
    if (started != null) {
      started.close();
    }
  }
}
