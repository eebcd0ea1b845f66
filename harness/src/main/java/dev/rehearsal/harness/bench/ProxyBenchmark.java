package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.Servers;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.proxy.Proxy;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What the watching proxy costs a client: throughput of a bulk COPY, and the time of a statement
 * that does nothing. Each figure comes from a pair, one through the proxy and one without, one
 * after the other and in changing order, because a machine drifts by more than the difference that
 * is looked for. Row counts are checked after every load, and that the proxy noted every statement.
 *
 * <pre>java -cp rehearse.jar dev.rehearsal.harness.bench.ProxyBenchmark [PAIRS [MEGABYTES]]</pre>
 */
public final class ProxyBenchmark {

  private static final int PINGS = 10_000;
  private static final int WARM_UP = 2_000;
  private static final int ROW_BYTES = 128;
  private static final int ROWS_IN_CHUNK = 512;
  private static final double WANTED_THROUGHPUT = 0.9;
  private static final double WANTED_MICROS = 200;

  private final Connection direct;
  private final Connection proxied;
  private final ProxyLog log;
  private final PrintStream out;

  private ProxyBenchmark(Connection direct, Connection proxied, ProxyLog log, PrintStream out) {
    this.direct = direct;
    this.proxied = proxied;
    this.log = log;
    this.out = out;
  }

  /** Runs both and prints medians with their intervals at 95 %. */
  public static void main(String[] arguments) throws SQLException, IOException {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    int megabytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
    ProxyLog log = new ProxyLog();
    DatabaseSpec spec = DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR);
    try (DisposableServer server = Servers.start(spec, Progress.silent());
        TakeDatabase database = server.cloneDatabase("template0", "bench");
        Proxy proxy = Proxy.watching(database.login().address(), log, Ticker.system());
        Connection direct = connect(database.login(), database.login().port());
        Connection proxied = connect(database.login(), proxy.port())) {
      ProxyBenchmark benchmark = new ProxyBenchmark(direct, proxied, log, System.out);
      benchmark.pings();
      benchmark.loads(pairs, megabytes);
    }
  }

  private static Connection connect(Login login, int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + login.database() + "?preferQueryMode=simple",
        login.user(),
        login.password());
  }

  private void pings() throws SQLException {
    double[] directMicros = new double[PINGS];
    double[] added = new double[PINGS];
    for (int i = -WARM_UP; i < PINGS; i++) {
      boolean directFirst = i % 2 == 0;
      double first = ping(directFirst ? direct : proxied);
      double second = ping(directFirst ? proxied : direct);
      if (i >= 0) {
        directMicros[i] = directFirst ? first : second;
        added[i] = directFirst ? second - first : first - second;
      }
    }
    require("statements noted", PINGS + WARM_UP, noted("SELECT 1"));
    Sample sample = new Sample(added);
    out.printf(
        Locale.ROOT,
        "SELECT 1: direct %.0f us; the proxy adds %.0f us (%.0f to %.0f, %d pairs), wanted under"
            + " %.0f%n",
        new Sample(directMicros).median(),
        sample.median(),
        sample.low(),
        sample.high(),
        PINGS,
        WANTED_MICROS);
  }

  private static double ping(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long started = System.nanoTime();
      statement.execute("SELECT 1");
      return (System.nanoTime() - started) / 1e3;
    }
  }

  private void loads(int pairs, int megabytes) throws SQLException {
    double[] ratios = new double[pairs];
    double[] directRates = new double[pairs];
    load(direct, megabytes);
    load(proxied, megabytes);
    for (int i = 0; i < pairs; i++) {
      boolean directFirst = i % 2 == 0;
      double first = load(directFirst ? direct : proxied, megabytes);
      double second = load(directFirst ? proxied : direct, megabytes);
      directRates[i] = directFirst ? first : second;
      ratios[i] = directFirst ? second / first : first / second;
    }
    Sample sample = new Sample(ratios);
    out.printf(
        Locale.ROOT,
        "COPY of %d MB: direct %.0f MB/s; through the proxy %.3f of it (%.3f to %.3f, %d pairs),"
            + " wanted at least %.1f%n",
        megabytes,
        new Sample(directRates).median(),
        sample.median(),
        sample.low(),
        sample.high(),
        pairs,
        WANTED_THROUGHPUT);
  }

  /** Megabytes a second. */
  private static double load(Connection connection, int megabytes) throws SQLException {
    byte[] chunk = ("x".repeat(ROW_BYTES - 1) + "\n").repeat(ROWS_IN_CHUNK).getBytes();
    int chunks = megabytes * (1 << 20) / chunk.length;
    execute(connection, "DROP TABLE IF EXISTS loaded");
    execute(connection, "CREATE UNLOGGED TABLE loaded (a text)");
    long started = System.nanoTime();
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY loaded FROM STDIN");
    for (int i = 0; i < chunks; i++) {
      copy.writeToCopy(chunk, 0, chunk.length);
    }
    copy.endCopy();
    double seconds = (System.nanoTime() - started) / 1e9;
    require("rows", chunks * ROWS_IN_CHUNK, count(connection));
    return megabytes / seconds;
  }

  private long noted(String sql) {
    return log.exchanges().stream().filter(each -> each.sql().equals(sql)).count();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM loaded")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void require(String what, long wanted, long found) {
    if (wanted != found) {
      throw new IllegalStateException(what + " must be " + wanted + ", was " + found);
    }
  }
}
