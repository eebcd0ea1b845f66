package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.dataset.shop.ShopSize;
import dev.rehearsal.harness.dataset.shop.ShopTables;
import dev.rehearsal.harness.dataset.shop.TableRows;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The shop's largest table, empty before each load, on a server of its own. */
@State(Scope.Benchmark)
public class LoadTarget {
  private static final String DATABASE = "bench";
  private static final long SEED = 42;

  @Param("1000000")
  public long rowCount;

  private DisposableServer server;
  private Connection connection;
  private PreparedRows prepared;
  private ItemsTable table;
  private Psql psql;
  private String expected;

  @Setup(Level.Trial)
  public void start(BenchmarkParams params) throws SQLException, IOException {
    server = Servers.start(DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR), Progress.silent());
    server.createDatabase(DATABASE);
    connection = server.connect(DATABASE, "rehearse/bench");
    table = new ItemsTable(connection);
    prepared = PreparedRows.of(rows());
    if (params.getBenchmark().endsWith(".psqlCopy")) {
      psql = Psql.beside(connection);
    }
    table.createAfresh();
    prepared.load(connection);
    expected = params.getBenchmark().endsWith(".insertSelect") ? null : table.digest();
  }

  @Setup(Level.Invocation)
  public void empty() throws SQLException {
    table.createAfresh();
  }

  /** A load that left anything but the expected rows ends the benchmark. */
  @TearDown(Level.Invocation)
  public void check() throws SQLException {
    require("rows", rowCount, table.count());
    if (expected != null) {
      require("digest", expected, table.digest());
    }
  }

  @TearDown(Level.Trial)
  public void stop() throws SQLException, IOException {
    connection.close();
    prepared.close();
    server.close();
  }

  /** A further session; the caller closes it. */
  Connection session() throws SQLException {
    return server.connect(DATABASE, "rehearse/bench");
  }

  /** The rows, from the first. */
  TableRows rows() {
    return ShopTables.of(ShopSize.of(rowCount), SEED).stream()
        .filter(rows -> rows.table().equals(ItemsTable.NAME))
        .findFirst()
        .orElseThrow();
  }

  long insertSelect() throws SQLException {
    return table.insertSelect(rowCount);
  }

  void psqlCopy() throws IOException, InterruptedException {
    psql.run(prepared.psqlCommand());
  }

  private static void require(String what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw new IllegalStateException(what + " must be " + wanted + ", was " + found);
    }
  }
}
