package dev.rehearsal.harness.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link LoadBenchmark} and sets its results in proportion. */
final class LoadRatios {
  private static final double WANTED_OF_INSERT = 2.5;
  private static final double WANTED_OF_PSQL = 0.7;

  private final Map<String, RunResult> results;
  private final PrintStream out;

  private LoadRatios(Collection<RunResult> results, PrintStream out) {
    this.results = results.stream().collect(Collectors.toMap(LoadRatios::name, result -> result));
    this.out = out;
  }

  static void run(PrintStream out) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(LoadBenchmark.class.getName()).shouldFailOnError(true);
    boolean psql = Psql.find().isPresent();
    if (!psql) {
      options.exclude("psqlCopy");
    }
    LoadRatios ratios = new LoadRatios(new Runner(options.build()).run(), out);
    ratios.print("insertSelect", WANTED_OF_INSERT);
    if (psql) {
      ratios.print("psqlCopy", WANTED_OF_PSQL);
    } else {
      out.println("psqlCopy: skipped, since psql is not on the PATH");
    }
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  private void print(String baseline, double wanted) {
    out.printf(
        Locale.ROOT,
        "shop %,.0f rows/s, %s %,.0f rows/s: ratio %.2f, wanted at least %.1f%n",
        rowsPerSecond("shop"),
        baseline,
        rowsPerSecond(baseline),
        rowsPerSecond("shop") / rowsPerSecond(baseline),
        wanted);
  }

  /** By the median of its loads. */
  private double rowsPerSecond(String benchmark) {
    RunResult result = results.get(benchmark);
    double millis = result.getPrimaryResult().getStatistics().getPercentile(50);
    return Double.parseDouble(result.getParams().getParam("rowCount")) * 1000 / millis;
  }
}
