package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.dataset.shop.ShopSize;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Dataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Creates the database that every take starts from. */
public final class DatasetLoader {
  /**
   * Sessions that load commit without waiting for the log, and a row whose commit has not reached
   * the disk yet gets no hint bit. A commit that does wait brings all earlier ones to the disk.
   */
  private static final String FLUSH =
      """
      SET synchronous_commit = on;
      SELECT pg_logical_emit_message(true, 'rehearse', 'loaded')
      """;

  private DatasetLoader() {}

  /**
   * Looks at what can be looked at without a server.
   *
   * @throws Problem of kind USAGE if the shop is to have no rows, or if a file is missing, cannot
   *     be read or is no SQL text
   */
  public static void check(DatasetSpec spec) {
    if (spec.shop() && spec.shopRows() < 1) {
      throw new Problem(
          Problem.Kind.USAGE, "rows of the shop must be at least 1, was " + spec.shopRows());
    }
    if (!spec.shop() && files(spec).isEmpty()) {
      throw new Problem(
          Problem.Kind.USAGE, "nothing fills the database; name the shop, a schema or a data file");
    }
    files(spec).forEach(SqlFile::check);
    if (spec.prepare() != null) {
      SqlFile.check(spec.prepare());
    }
  }

  /** As {@link #load} with a foundation, where nothing is to be built. */
  public static Dataset load(
      DatasetSpec spec,
      long seed,
      DisposableServer server,
      String database,
      Progress progress,
      Ticker ticker) {
    return load(spec, seed, server, database, Foundation.none(), progress, ticker);
  }

  /**
   * Creates the database, fills it, lets the server settle (hint bits and visibility map set,
   * statistics taken, everything on disk) and counts what is there. Leaves no session behind.
   *
   * @param seed what the shop's values are drawn from; files do not need it
   * @param database name of the database to create
   * @param foundation what is built between the schema and the rows of files; not for the shop
   * @throws Problem USAGE as {@link #check}, REJECTED with {@code file:line} if the server rejects
   *     what is in a file, CANNOT_REHEARSE if the server fails or has no room, or if the thread was
   *     interrupted, which it then still is
   */
  public static Dataset load(
      DatasetSpec spec,
      long seed,
      DisposableServer server,
      String database,
      Foundation foundation,
      Progress progress,
      Ticker ticker) {
    check(spec);
    Ticker loading = ticker.fromNow();
    server.createDatabase(database);
    try {
      Source.Filled filled = source(spec, seed, foundation, progress).fill(server, database);
      settle(server, database, progress);
      long loadNanos = loading.nanos();
      return new Dataset(
          filled.kind(),
          filled.description(),
          filled.scale(),
          loadNanos,
          filled.files(),
          count(server, database, progress));
    } catch (SQLException broken) {
      throw Thread.currentThread().isInterrupted()
          ? interrupted(broken)
          : LoadTrouble.of(server, broken);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw interrupted(interrupt);
    }
  }

  /**
   * Makes a copy of a loaded database, builds on it and runs a file on it, and lets the server
   * settle again. Leaves no session behind.
   *
   * @param file what to run, or null
   * @param loaded what is in the template
   * @param database name of the copy
   * @return what is in the copy
   * @throws Problem as {@link #load}
   */
  public static Dataset prepare(
      Foundation foundation,
      Path file,
      Dataset loaded,
      DisposableServer server,
      String template,
      String database,
      Progress progress,
      Ticker ticker) {
    Ticker preparing = ticker.fromNow();
    server.cloneDatabase(template, database);
    try {
      Source.Filled filled =
          new FilesSource(null, foundation, file, progress).fill(server, database);
      settle(server, database, progress);
      return new Dataset(
          loaded.source(),
          loaded.description() + (file == null ? "" : ", prepared by " + file),
          loaded.scale(),
          loaded.loadNanos() + preparing.nanos(),
          Stream.concat(loaded.files().stream(), filled.files().stream()).toList(),
          count(server, database, progress));
    } catch (SQLException broken) {
      throw Thread.currentThread().isInterrupted()
          ? interrupted(broken)
          : LoadTrouble.of(server, broken);
    }
  }

  private static Problem interrupted(Exception cause) {
    return new Problem(Problem.Kind.CANNOT_REHEARSE, "loading the dataset was interrupted", cause);
  }

  private static Source source(
      DatasetSpec spec, long seed, Foundation foundation, Progress progress) {
    return spec.shop()
        ? new ShopSource(ShopSize.of(spec.shopRows()), seed, progress)
        : new FilesSource(spec.schema(), foundation, spec.data(), progress);
  }

  private static List<Path> files(DatasetSpec spec) {
    return Stream.of(spec.schema(), spec.data()).filter(Objects::nonNull).toList();
  }

  private static void settle(DisposableServer server, String database, Progress progress)
      throws SQLException {
    progress.begin("vacuum and analyze", -1);
    try (Connection connection = LoadSession.open(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute(FLUSH);
      statement.execute("VACUUM (ANALYZE)");
      statement.execute("CHECKPOINT");
    }
    progress.done("");
  }

  private static List<Dataset.Table> count(
      DisposableServer server, String database, Progress progress) throws SQLException {
    progress.begin("count rows", -1);
    try (Connection connection = LoadSession.open(server, database)) {
      List<Dataset.Table> tables = Census.take(connection);
      progress.done(tables.size() + " tables");
      return tables;
    }
  }
}
