package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.dataset.shop.ShopSize;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Dataset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Creates the database that every take starts from. */
public final class DatasetLoader {
  private DatasetLoader() {}

  /**
   * Creates the database, fills it, lets the server settle (hint bits and visibility map set,
   * statistics taken, everything on disk) and counts what is there. Leaves no session behind.
   *
   * @param seed what the shop's values are drawn from; files do not need it
   * @param database name of the database to create
   * @throws Problem USAGE if a file cannot be read, REJECTED with {@code file:line} if the server
   *     rejects what is in it, CANNOT_REHEARSE if the server fails or has no room
   */
  public static Dataset load(
      DatasetSpec spec,
      long seed,
      DisposableServer server,
      String database,
      Progress progress,
      Ticker ticker) {
    if (!spec.shop()) {
      throw new Problem(Problem.Kind.USAGE, "only the bundled shop can be loaded");
    }
    Ticker loading = ticker.fromNow();
    ShopSize size = ShopSize.of(spec.shopRows());
    server.createDatabase(database);
    try {
      new ShopLoad(size, seed, progress).into(server, database);
      List<Dataset.Table> tables = settle(server, database, progress);
      return new Dataset(
          "shop",
          String.format(
              Locale.ROOT, "bundled shop, %,d rows in its largest table", size.orderItems()),
          size.orderItems() / (double) DatasetSpec.DEFAULT_SHOP_ROWS,
          loading.nanos(),
          List.of(),
          tables);
    } catch (SQLException broken) {
      throw LoadTrouble.of(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "loading the dataset was interrupted", interrupted);
    }
  }

  private static List<Dataset.Table> settle(
      DisposableServer server, String database, Progress progress) throws SQLException {
    progress.begin("vacuum, analyze and count", -1);
    try (Connection connection = LoadSession.open(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
      statement.execute("CHECKPOINT");
      List<Dataset.Table> tables = Census.take(connection);
      progress.done(tables.size() + " tables");
      return tables;
    }
  }
}
