package dev.rehearsal.harness.dataset;

import dev.rehearsal.fixtures.Shop;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.dataset.shop.ShopSize;
import dev.rehearsal.harness.dataset.shop.ShopTables;
import dev.rehearsal.harness.dataset.shop.TableRows;
import dev.rehearsal.harness.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;

/** Loads the bundled shop: tables, rows, then indexes and constraints. */
final class ShopLoad {
  private final ShopSize size;
  private final long seed;
  private final Progress progress;

  ShopLoad(ShopSize size, long seed, Progress progress) {
    this.size = size;
    this.seed = seed;
    this.progress = progress;
  }

  void into(DisposableServer server, String database) throws SQLException, InterruptedException {
    run(server, database, Shop.schema());
    progress.begin("load the shop", size.total());
    ParallelCopy copy = new ParallelCopy(() -> LoadSession.open(server, database), progress::at);
    copy.run(largestFirst(ShopTables.of(size, seed)));
    progress.done(size.total() + " rows");
    progress.begin("build indexes and constraints", -1);
    run(server, database, Shop.indexes());
    progress.done("");
  }

  /** So that the threads finish at about the same time. */
  private static List<TableRows> largestFirst(List<TableRows> tables) {
    return tables.stream().sorted(Comparator.comparingLong(TableRows::count).reversed()).toList();
  }

  private static void run(DisposableServer server, String database, String sql)
      throws SQLException {
    try (Connection connection = LoadSession.open(server, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
