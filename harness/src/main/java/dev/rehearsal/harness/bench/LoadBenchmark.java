package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.dataset.ParallelCopy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
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
 * How fast the shop's largest table is filled, beside what one would do by hand: a fresh table of a
 * million rows each time, without indexes. Row count and content are checked after every load. The
 * three take turns in several rounds.
 *
 * <pre>java -cp rehearse.jar dev.rehearsal.harness.bench.LoadBenchmark</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class LoadBenchmark {

  /** Rows made in Java, two streams of binary COPY: what a rehearsal does. */
  @Benchmark
  public void shop(LoadTarget target) throws SQLException, InterruptedException {
    new ParallelCopy(target::session, sent -> {}).run(() -> List.of(target.rows()));
  }

  /** The server makes rows of the same columns and sizes itself. */
  @Benchmark
  public long insertSelect(LoadTarget target) throws SQLException {
    return target.insertSelect();
  }

  /** psql streams the very bytes of {@link #shop} from a file that lies ready. */
  @Benchmark
  public void psqlCopy(LoadTarget target) throws IOException, InterruptedException {
    target.psqlCopy();
  }

  /** Runs all three, or two where there is no psql, and prints rows per second and their ratios. */
  public static void main(String[] args) throws RunnerException {
    LoadRatios.run(System.out);
  }
}
