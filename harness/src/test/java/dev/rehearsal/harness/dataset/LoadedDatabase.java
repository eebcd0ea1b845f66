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

/** A database that the loader made on the shared server, dropped when closed. */
final class LoadedDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final List<String> notes = new ArrayList<>();
  final Dataset dataset;
  private final DisposableServer server = TestServers.server();
  private final String name = "dataset_" + COUNT.incrementAndGet();

  LoadedDatabase(DatasetSpec spec) throws SQLException {
    boolean loaded = false;
    try {
      dataset = DatasetLoader.load(spec, 42, server, name, notes(), Ticker.system());
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
    try (Connection connection = server.connect("postgres", "rehearse/test");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private Progress notes() {
    return new Progress() {
      @Override
      public void begin(String stage, long total) {}

      @Override
      public void at(long done) {}

      @Override
      public void done(String note) {}

      @Override
      public void note(String text) {
        notes.add(text);
      }
    };
  }
}
