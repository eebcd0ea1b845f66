package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.database.TakeDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A fresh clone of the loaded shop for each invocation. */
@State(Scope.Benchmark)
public class ReplayTarget {
  private static final long ROWS = 1_000_000;

  /**
   * A shop that runs share which follow one another in one process; null where each has its own.
   */
  static LoadedShop shared;

  private LoadedShop shop;
  private TakeDatabase clone;
  private List<Long> elapsedNanos = List.of();

  @Setup(Level.Trial)
  public void start() throws SQLException, IOException {
    shop = shared != null ? shared : LoadedShop.start(ROWS, "replay.sql");
  }

  @Setup(Level.Invocation)
  public void copy() {
    clone = shop.copy();
  }

  void replay() throws SQLException {
    elapsedNanos = shop.replay(clone);
  }

  void psql() throws IOException, InterruptedException {
    elapsedNanos = shop.psql(clone);
  }

  /** A run that left anything but what the others left ends the benchmark. */
  @TearDown(Level.Invocation)
  public void check() throws SQLException {
    shop.performed(clone, elapsedNanos);
    clone.close();
  }

  @TearDown(Level.Trial)
  public void stop() throws IOException {
    if (shop != shared) {
      shop.close();
    }
  }
}
