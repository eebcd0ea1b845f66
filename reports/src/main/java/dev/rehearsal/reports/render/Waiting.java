package dev.rehearsal.reports.render;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How long the firings of a probe waited, read from the recording's compressed histogram.
 *
 * @param count how many were answered
 */
record Waiting(long count, long medianNanos, long p99Nanos, long maxNanos) {

  /**
   * Reads a histogram as the recording keeps it.
   *
   * @param compressed HdrHistogram, compressed, base64; null or empty where nothing was answered
   * @return empty if nothing was answered
   * @throws IllegalArgumentException if it is not such a histogram
   */
  static Optional<Waiting> decode(String compressed) {
    if (compressed == null || compressed.isEmpty()) {
      return Optional.empty();
    }
    Histogram histogram = histogram(compressed);
    if (histogram.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Waiting(
            histogram.getTotalCount(),
            histogram.getValueAtPercentile(50),
            histogram.getValueAtPercentile(99),
            histogram.getMaxValue()));
  }

  private static Histogram histogram(String compressed) {
    try {
      byte[] bytes = Base64.getDecoder().decode(compressed);
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException(
          "not a compressed histogram of a probe: '" + Excerpt.line(compressed, 40) + "'", e);
    }
  }
}
