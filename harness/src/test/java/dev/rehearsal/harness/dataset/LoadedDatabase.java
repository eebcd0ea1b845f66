package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Dataset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A database that the loader made on the shared server, dropped when closed. */
final class LoadedDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final List<String> notes = new ArrayList<>();
  final Dataset dataset;
  private final DisposableServer server = TestServers.server();
  private final String name = "dataset_" + COUNT.incrementAndGet();

  LoadedDatabase(DatasetSpec spec) throws SQLException {
    this(spec, database -> {});
  }

  /**
   * @param disturbance done with the database's name whenever rows or bytes were loaded
   */
  LoadedDatabase(DatasetSpec spec, Consumer<String> disturbance) throws SQLException {
    boolean loaded = false;
    try {
      dataset = DatasetLoader.load(spec, 42, server, name, progress(disturbance), Ticker.system());
      loaded = true;
    } finally {
      if (!loaded) {
        close();
      }
    }
  }

  /** The first column of all rows, as text. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = server.connect(name, "rehearse/test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  @Override
  public void close() throws SQLException {
    boolean interrupted = Thread.interrupted();
    try {
      drop();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void drop() throws SQLException {
    try (Connection connection = server.connect("postgres", "rehearse/test");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private Progress progress(Consumer<String> disturbance) {
    return new Progress() {
      @Override
      public void begin(String stage, long total) {}

      @Override
      public void at(long done) {
        disturbance.accept(name);
      }

      @Override
      public void done(String note) {}

      @Override
      public void note(String text) {
        notes.add(text);
      }
    };
  }
}
