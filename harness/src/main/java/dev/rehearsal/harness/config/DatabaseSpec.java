package dev.rehearsal.harness.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The server to start.
 *
 * @param provider where it comes from
 * @param major major version, 14 to 18
 * @param image container image, or null for {@code postgres:<major>}
 * @param settings server settings beyond the program's own, by name
 * @param port TCP port on loopback, or 0 for any free one
 * @param workDirectory where data directories are made, or null for the system's temporary
 *     directory
 */
public record DatabaseSpec(
    Provider provider,
    int major,
    String image,
    SortedMap<String, String> settings,
    int port,
    Path workDirectory) {

  public static final int DEFAULT_MAJOR = 18;
  public static final int OLDEST_MAJOR = 14;
  public static final int NEWEST_MAJOR = 18;

  public DatabaseSpec {
    settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** An embedded server of the given major version, everything else at its default. */
  public static DatabaseSpec embedded(int major) {
    return new DatabaseSpec(Provider.EMBEDDED, major, null, new TreeMap<>(Map.of()), 0, null);
  }

  /** Where a server comes from. */
  public enum Provider {
    /** A container where an engine answers and the image is to be had, else embedded. */
    AUTO,
    EMBEDDED,
    CONTAINER
  }
}
