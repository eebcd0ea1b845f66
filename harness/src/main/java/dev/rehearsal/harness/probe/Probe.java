package dev.rehearsal.harness.probe;

import java.time.Duration;
import java.util.List;

/**
 * One class of application statement.
 *
 * @param name unique among the probes of a take, such as {@code public.orders read}
 * @param kind what it does to its table
 * @param relation {@code schema.name}, or null for a user's own SQL
 * @param version of the application that it belongs to, or null
 * @param sql with {@code ?} for parameters
 * @param shown the SQL as reports show it, with {@code $1}
 * @param every time between two firings
 * @param parameters rows of values to draw from, as text; each row has one value a parameter. Never
 *     empty; a probe without parameters has one empty row
 */
public record Probe(
    String name,
    Kind kind,
    String relation,
    String version,
    String sql,
    String shown,
    Duration every,
    List<List<String>> parameters) {

  private static final String PREFIX = "rehearse/probe/";
  private static final int LONGEST_NAME = 63 - PREFIX.length();

  public Probe {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("probe '" + name + "' has nothing to draw from");
    }
  }

  /** A probe that belongs to no version. */
  public Probe(
      String name,
      Kind kind,
      String relation,
      String sql,
      String shown,
      Duration every,
      List<List<String>> parameters) {
    this(name, kind, relation, null, sql, shown, every, parameters);
  }

  /**
   * The session's application name. The server cuts it at 63 bytes and replaces what is not ASCII;
   * a name that would suffer gets a hash, so that it stays unique.
   */
  public String session() {
    String ascii = name.replaceAll("[^\\x20-\\x7e]", "?");
    boolean fits = ascii.equals(name) && ascii.length() <= LONGEST_NAME;
    String shown = ascii.substring(0, Math.min(ascii.length(), LONGEST_NAME - 9));
    return PREFIX + (fits ? name : shown + "#%08x".formatted(name.hashCode()));
  }

  /** What a probe does. */
  public enum Kind {
    READ,
    WRITE,
    CUSTOM
  }
}
