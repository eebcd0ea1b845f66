package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.dataset.DatasetLoader;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.MigrationReader;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.Replay;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.StatementRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The loaded shop on a server of its own, a migration, and what became of each performance. */
final class LoadedShop implements AutoCloseable {
  private static final String TEMPLATE = "bench_loaded";
  private static final long SEED = 42;

  /** Columns, constraints, indexes and rows of the migrated table: equal for equal outcomes. */
  private static final String OUTCOME =
      """
      SELECT string_agg(line, chr(10) ORDER BY line) FROM (
        SELECT format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull) AS line
        FROM pg_attribute WHERE attrelid = 'order_items'::regclass AND attnum > 0
        UNION ALL
        SELECT format('%s %s', pg_get_constraintdef(oid), convalidated)
        FROM pg_constraint WHERE conrelid = 'order_items'::regclass
        UNION ALL
        SELECT format('%s %s', pg_get_indexdef(indexrelid), indisvalid)
        FROM pg_index WHERE indrelid = 'order_items'::regclass
        UNION ALL
        SELECT format('%s rows %s', count(*), sum(hashtextextended(t::text, 0)::numeric))
        FROM order_items t) outcome
      """;

  private final DisposableServer server;
  private final Path script;
  private final Migration migration;
  private final Psql psql;
  private final List<List<Long>> elapsed = new ArrayList<>();
  private String outcome;
  private int copies;

  private LoadedShop(DisposableServer server, Path script, Psql psql) {
    this.server = server;
    this.script = script;
    this.psql = psql;
    this.migration = MigrationReader.read(List.of(script), false);
  }

  /**
   * @param script resource beside this class: the migration
   */
  static LoadedShop start(long rows, String script) throws SQLException, IOException {
    DisposableServer server =
        Servers.start(DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR), Progress.silent());
    DatasetLoader.load(
        DatasetSpec.ofShop(rows), SEED, server, TEMPLATE, Progress.silent(), Ticker.system());
    try (Connection connection = server.connect("postgres", "rehearse/bench")) {
      return new LoadedShop(server, script(script), Psql.beside(connection));
    }
  }

  private static Path script(String resource) throws IOException {
    Path script = Files.createTempFile("rehearse-bench-", ".sql");
    try (InputStream in = LoadedShop.class.getResourceAsStream(resource)) {
      Files.write(script, in.readAllBytes());
    }
    return script;
  }

  TakeDatabase copy() {
    return server.cloneDatabase(TEMPLATE, "bench_" + ++copies);
  }

  /** The statements' texts, in order. */
  List<String> statements() {
    return migration.statements().stream()
        .map(dev.rehearsal.harness.migration.Statement::sql)
        .toList();
  }

  /** Performs as a timing take does; gives the nanoseconds of each statement. */
  List<Long> replay(TakeDatabase database) throws SQLException {
    Ticker ticker = Ticker.system().fromNow();
    try (Connection connection = database.connect("rehearse/replay")) {
      ReplaySession session = new ReplaySession(connection, ticker, "rehearse/replay");
      Performance performance =
          new Replay(
                  session, Performer.plain(), Masking.none(), ticker, index -> {}, failure -> null)
              .perform(migration);
      if (performance.failed() || performance.incomplete() != null) {
        throw new IllegalStateException("the migration failed: " + performance);
      }
      return performance.statements().stream().map(StatementRun::elapsedNanos).toList();
    }
  }

  /** Performs with psql; gives the nanoseconds of each statement. */
  List<Long> psql(TakeDatabase database) throws IOException, InterruptedException {
    return psql.time(database.name(), script);
  }

  /** Checks what a performance left and keeps its times. */
  void performed(TakeDatabase database, List<Long> nanos) throws SQLException {
    try (Connection connection = database.connect("rehearse/bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OUTCOME)) {
      row.next();
      String found = row.getString(1);
      outcome = outcome == null ? found : outcome;
      if (!outcome.equals(found)) {
        throw new IllegalStateException("expected\n" + outcome + "\nbut it left\n" + found);
      }
    }
    if (nanos.size() != migration.statements().size()) {
      throw new IllegalStateException("not a time for each statement: " + nanos);
    }
    elapsed.add(nanos);
  }

  /** Nanoseconds of each statement of the latest performance. */
  List<Long> latest() {
    return elapsed.get(elapsed.size() - 1);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(script);
    server.close();
  }
}
