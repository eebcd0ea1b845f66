package dev.rehearsal.harness.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link ReplayBenchmark} in pairs and sets its results in proportion. JMH runs one benchmark
 * to its end before the next, so each single run is a run of JMH's, in this process and on one
 * server. A fork for each would change nothing: the time is spent in the server.
 */
final class ReplayPairs {
  private static final double WITHIN = 0.03;
  private static final double SHORTEST_NANOS = 100e6;

  private final long rows;
  private final int pairs;
  private final String script;
  private final PrintStream out;
  private final List<List<Long>> takes = new ArrayList<>();
  private final List<List<Long>> psqls = new ArrayList<>();

  ReplayPairs(String script, long rows, int pairs, PrintStream out) {
    this.script = script;
    this.rows = rows;
    this.pairs = pairs;
    this.out = out;
  }

  void run() throws RunnerException, SQLException, IOException {
    try (LoadedShop shop = LoadedShop.start(rows, script)) {
      ReplayTarget.shared = shop;
      pair(shop, false);
      takes.clear();
      psqls.clear();
      for (int i = 0; i < pairs; i++) {
        pair(shop, i % 2 == 1);
      }
      print(shop.statements());
    } finally {
      ReplayTarget.shared = null;
    }
  }

  private void pair(LoadedShop shop, boolean psqlFirst) throws RunnerException {
    if (psqlFirst) {
      psqls.add(once("psql", shop));
    }
    takes.add(once("timingTake", shop));
    if (!psqlFirst) {
      psqls.add(once("psql", shop));
    }
  }

  private static List<Long> once(String benchmark, LoadedShop shop) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(ReplayBenchmark.class.getName() + "." + benchmark + "$")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle();
    return shop.latest();
  }

  private void print(List<String> statements) {
    out.printf(
        Locale.ROOT,
        "%d pairs, %,d rows; timing take / psql: median, its 95 %% interval, psql's median%n",
        pairs,
        rows);
    for (int i = 0; i < statements.size(); i++) {
      int statement = i;
      Sample psql = new Sample(psqls.stream().mapToDouble(run -> run.get(statement)).toArray());
      Sample ratios = new Sample(ratios(i));
      out.printf(
          Locale.ROOT,
          "%.3f (%.3f to %.3f)  %6.0f ms  %s%n    %s%n",
          ratios.median(),
          ratios.low(),
          ratios.high(),
          psql.median() / 1e6,
          statements.get(i),
          psql.median() < SHORTEST_NANOS ? "under 100 ms: not judged" : judge(ratios));
    }
  }

  /** Of each pair. */
  private double[] ratios(int statement) {
    return IntStream.range(0, takes.size())
        .mapToDouble(
            pair -> (double) takes.get(pair).get(statement) / psqls.get(pair).get(statement))
        .toArray();
  }

  /** By the whole interval: a median that is right by luck proves nothing. */
  private static String judge(Sample ratios) {
    if (ratios.low() >= 1 - WITHIN && ratios.high() <= 1 + WITHIN) {
      return "within 3 %";
    }
    return ratios.low() > 1 + WITHIN || ratios.high() < 1 - WITHIN
        ? "not within 3 %"
        : "not resolved: the machine varies by more than that, or there are too few pairs";
  }
}
