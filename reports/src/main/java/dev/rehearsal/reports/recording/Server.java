package dev.rehearsal.reports.recording;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The disposable server.
 *
 * @param version as the server says it, such as {@code 18.6}
 * @param major such as 18
 * @param provider {@code embedded}, {@code container} or {@code server}
 * @param providerReason why this provider was taken, one sentence
 * @param image the container image, or null
 * @param imageDigest the image's id or digest, or null
 * @param settings the settings that decide durability and memory, read back from the server, and
 *     all others that are not at their default
 */
public record Server(
    String version,
    int major,
    String provider,
    String providerReason,
    String image,
    String imageDigest,
    SortedMap<String, String> settings) {

  public Server {
    settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Convenience for callers that hold an unsorted map. */
  public static Server of(
      String version,
      int major,
      String provider,
      String providerReason,
      String image,
      String imageDigest,
      Map<String, String> settings) {
    return new Server(
        version, major, provider, providerReason, image, imageDigest, new TreeMap<>(settings));
  }
}
