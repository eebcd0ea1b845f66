package dev.rehearsal.harness.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link LoadBenchmark} in rounds and sets its results in proportion. JMH runs one benchmark
 * to its end before the next, and a common machine drifts by half in that time, so each round is a
 * run of JMH's of its own and the ratios are taken within each.
 */
final class LoadRatios {
  private static final int ROUNDS = 5;
  private static final double WANTED_OF_INSERT = 2.5;
  private static final double WANTED_OF_PSQL = 0.7;

  private final List<Map<String, Double>> rounds = new ArrayList<>();
  private final PrintStream out;

  private LoadRatios(PrintStream out) {
    this.out = out;
  }

  static void run(PrintStream out) throws RunnerException {
    boolean psql = Psql.find().isPresent();
    LoadRatios ratios = new LoadRatios(out);
    for (int i = 0; i < ROUNDS; i++) {
      ratios.rounds.add(round(psql));
    }
    ratios.print("insertSelect", WANTED_OF_INSERT);
    if (psql) {
      ratios.print("psqlCopy", WANTED_OF_PSQL);
    } else {
      out.println("psqlCopy: skipped, since psql is not on the PATH");
    }
  }

  /** Rows per second by the benchmark's name. */
  private static Map<String, Double> round(boolean psql) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(LoadBenchmark.class.getName()).shouldFailOnError(true);
    if (!psql) {
      options.exclude("psqlCopy");
    }
    return new Runner(options.build())
        .run().stream().collect(Collectors.toMap(LoadRatios::name, LoadRatios::rowsPerSecond));
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /** By the median of its loads. */
  private static double rowsPerSecond(RunResult result) {
    double millis = result.getPrimaryResult().getStatistics().getPercentile(50);
    return Double.parseDouble(result.getParams().getParam("rowCount")) * 1000 / millis;
  }

  private void print(String baseline, double wanted) {
    Sample ratios = sample(round -> round.get("shop") / round.get(baseline));
    out.printf(
        Locale.ROOT,
        "shop %,.0f rows/s, %s %,.0f rows/s: ratio %.2f (%.2f to %.2f in %d rounds), wanted at"
            + " least %.1f%n",
        sample(round -> round.get("shop")).median(),
        baseline,
        sample(round -> round.get(baseline)).median(),
        ratios.median(),
        ratios.low(),
        ratios.high(),
        rounds.size(),
        wanted);
  }

  private Sample sample(ToDoubleFunction<Map<String, Double>> figure) {
    return new Sample(rounds.stream().mapToDouble(figure).toArray());
  }
}
