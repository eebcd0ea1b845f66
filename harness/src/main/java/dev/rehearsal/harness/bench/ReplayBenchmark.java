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
 * <p>Each invocation performs a script on a fresh clone of the loaded shop; the clone is made and
 * dropped outside the measured time, and the schema and the rows that it ends with are compared
 * with those of every other invocation.
 *
 * <p>What is compared is a statement's time as the client that waits for it sees it: {@code
 * elapsedNanos} of the timing take on one side, the line that psql prints under {@code \timing} on
 * the other. Both run from sending the text to having the whole answer. The scores that JMH prints
 * hold more than that: psql's process, its connection and its reading of the file. Runs are paired,
 * neighbours in time, and the two change places from pair to pair, because a machine drifts by more
 * than the difference that is looked for; the ratio is taken within each pair.
 *
 * <p>Even neighbours differ by tens of per cent on a common machine, which the printed interval
 * shows. So there are two scripts. {@code replay-scan.sql} is one statement of a tenth of a second
 * that computes and does not write, on a small shop, in hundreds of pairs: it decides. {@code
 * replay.sql} is a sleep, a scan, an index build, a rewrite and a change of many rows, in a few
 * pairs: its sleep tells what the client adds, the others that nothing is grossly off.
 *
 * <pre>java -cp rehearse.jar dev.rehearsal.harness.bench.ReplayBenchmark [scan|work [ROWS [PAIRS]]]
 * </pre>
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
    boolean work = arguments.length > 0 && arguments[0].equals("work");
    String script = work ? "replay.sql" : "replay-scan.sql";
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : work ? 200_000 : 20_000;
    int pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : work ? 15 : 400;
    if (Psql.find().isEmpty()) {
      System.out.println(
          "skipped: there is nothing to compare with, since psql is not on the PATH");
      return;
    }
    new ReplayPairs(script, rows, pairs, System.out).run();
  }
}
