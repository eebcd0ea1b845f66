package dev.rehearsal.harness.dataset;

import dev.rehearsal.fixtures.Shop;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.dataset.shop.ShopSize;
import dev.rehearsal.harness.dataset.shop.ShopTables;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.migration.StatementSplitter;
import dev.rehearsal.harness.progress.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The bundled shop: tables, rows, then indexes and constraints. */
final class ShopSource implements Source {
  private final ShopSize size;
  private final long seed;
  private final Progress progress;

  ShopSource(ShopSize size, long seed, Progress progress) {
    this.size = size;
    this.seed = seed;
    this.progress = progress;
  }

  @Override
  public Filled fill(DisposableServer server, String database)
      throws SQLException, InterruptedException {
    run(server, database, "create the shop's tables", "schema.sql", Shop.schema());
    progress.begin("load the shop", size.total());
    new ParallelCopy(() -> LoadSession.open(server, database), progress::at)
        .run(() -> ShopTables.of(size, seed));
    progress.done(String.format(Locale.ROOT, "%,d rows", size.total()));
    run(server, database, "build indexes and constraints", "indexes.sql", Shop.indexes());
    return filled();
  }

  private Filled filled() {
    String description =
        String.format(
            Locale.ROOT, "bundled shop, %,d rows in its largest table", size.orderItems());
    double scale = size.orderItems() / (double) DatasetSpec.DEFAULT_SHOP_ROWS;
    return new Filled("shop", description, scale, List.of());
  }

  private void run(DisposableServer server, String database, String stage, String file, String sql)
      throws SQLException {
    List<String> statements = statements(file, sql);
    progress.begin(stage, statements.size());
    try (Connection connection = LoadSession.open(server, database);
        java.sql.Statement statement = connection.createStatement()) {
      for (int i = 0; i < statements.size(); i++) {
        statement.execute(statements.get(i));
        progress.at(i + 1);
      }
    }
    progress.done("");
  }

  private static List<String> statements(String file, String sql) {
    StatementSplitter splitter =
        new StatementSplitter(
            file, new ByteArrayInputStream(sql.getBytes(StandardCharsets.UTF_8)), Set.of());
    List<String> statements = new ArrayList<>();
    for (Optional<Statement> next = splitter.next(); next.isPresent(); next = splitter.next()) {
      statements.add(next.get().sql());
    }
    return statements;
  }
}
