package dev.rehearsal.harness.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Whether a timing take tells the time that a statement takes under plain {@code psql -X -f}.
 *
 * <p>Each invocation performs {@code replay.sql} on a fresh clone of the loaded shop; the clone is
 * made and dropped outside the measured time, and the schema and the rows that it ends with are
 * compared with those of every other invocation.
 *
 * <p>What is compared is a statement's time as the client that waits for it sees it: {@code
 * elapsedNanos} of the timing take on one side, the line that psql prints under {@code \timing} on
 * the other. Both run from sending the text to having the whole answer. The scores that JMH prints
 * hold more than that: psql's process, its connection and its reading of the file. Runs are paired,
 * neighbours in time, and the two change places from pair to pair, because a machine drifts by more
 * than the difference that is looked for; the ratio is taken within each pair. On a busy machine
 * even neighbours differ by tens of per cent, which the printed interval shows; the first
 * statement, which only sleeps, still tells what the client adds.
 *
 * <pre>java -cp rehearse.jar dev.rehearsal.harness.bench.ReplayBenchmark [ROWS [PAIRS]]</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ReplayBenchmark {

  /** As a timing take performs it. */
  @Benchmark
  public void timingTake(ReplayTarget target) throws SQLException {
    target.replay();
  }

  /** As psql performs it. */
  @Benchmark
  public void psql(ReplayTarget target) throws IOException, InterruptedException {
    target.psql();
  }

  /** Runs pairs of both and prints the median of the ratios; says so where there is no psql. */
  public static void main(String[] arguments) throws RunnerException, SQLException, IOException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : ReplayTarget.ROWS;
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ReplayPairs.PAIRS;
    if (Psql.find().isEmpty()) {
      System.out.println(
          "skipped: there is nothing to compare with, since psql is not on the PATH");
      return;
    }
    new ReplayPairs(rows, pairs, System.out).run();
  }
}
