package dev.rehearsal.harness.config;

import java.time.Duration;
import java.util.List;

/**
 * The application-like workload of a traffic take.
 *
 * @param derive whether probes are derived from the schema for every table that the migration
 *     touches or that refers to it
 * @param every time between two firings of each derived probe
 * @param timeout after which a firing counts as timed out, from when it was due
 * @param settle traffic before anything is counted
 * @param baseline traffic before the migration starts
 * @param drain traffic after the migration has ended
 * @param probes the user's own
 */
public record WorkloadSpec(
    boolean derive,
    Duration every,
    Duration timeout,
    Duration settle,
    Duration baseline,
    Duration drain,
    List<ProbeSpec> probes) {

  public static final WorkloadSpec DEFAULT =
      new WorkloadSpec(
          true,
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          List.of());

  public WorkloadSpec {
    probes = List.copyOf(probes);
  }

  /**
   * A probe of the user's own.
   *
   * @param name unique, such as {@code checkout}
   * @param sql one statement with {@code $1}, {@code $2} … for parameters
   * @param every time between two firings
   * @param parameters for each parameter a query whose first column gives the values to draw from,
   *     such as {@code SELECT id FROM orders}
   */
  public record ProbeSpec(String name, String sql, Duration every, List<String> parameters) {
    public ProbeSpec {
      parameters = List.copyOf(parameters);
    }
  }
}
