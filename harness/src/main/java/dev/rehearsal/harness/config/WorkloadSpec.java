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
 * @param versions of the application, to be tried between the statements of a steps take
 */
public record WorkloadSpec(
    boolean derive,
    Duration every,
    Duration timeout,
    Duration settle,
    Duration baseline,
    Duration drain,
    List<ProbeSpec> probes,
    List<VersionSpec> versions) {

  /** Name of the version that is made up from the schema where the user gives none. */
  public static final String DERIVED = "derived";

  public static final WorkloadSpec DEFAULT =
      new WorkloadSpec(
          true,
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          List.of(),
          List.of());

  public WorkloadSpec {
    probes = List.copyOf(probes);
    versions = List.copyOf(versions);
  }

  /** A workload without versions. */
  public WorkloadSpec(
      boolean derive,
      Duration every,
      Duration timeout,
      Duration settle,
      Duration baseline,
      Duration drain,
      List<ProbeSpec> probes) {
    this(derive, every, timeout, settle, baseline, drain, probes, List.of());
  }

  /**
   * A probe of the user's own.
   *
   * @param name unique, such as {@code checkout}
   * @param sql one statement with {@code $1}, {@code $2} … for parameters
   * @param every time between two firings
   * @param parameters for each parameter a query whose first column gives the values to draw from,
   *     such as {@code SELECT id FROM orders}
   * @param version of the application that it belongs to, or null
   */
  public record ProbeSpec(
      String name, String sql, Duration every, List<String> parameters, String version) {
    public ProbeSpec {
      parameters = List.copyOf(parameters);
    }

    /** A probe that belongs to no version. */
    public ProbeSpec(String name, String sql, Duration every, List<String> parameters) {
      this(name, sql, every, parameters, null);
    }
  }

  /**
   * A version of the application.
   *
   * @param name unique, such as {@code v1}
   * @param queries what it sends; not empty
   */
  public record VersionSpec(String name, List<QuerySpec> queries) {
    public VersionSpec {
      queries = List.copyOf(queries);
    }
  }

  /**
   * One statement of a version.
   *
   * @param name unique within the version
   * @param sql and {@code parameters} as of a {@link ProbeSpec}
   */
  public record QuerySpec(String name, String sql, List<String> parameters) {
    public QuerySpec {
      parameters = List.copyOf(parameters);
    }
  }
}
