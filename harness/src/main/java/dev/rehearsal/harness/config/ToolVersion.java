package dev.rehearsal.harness.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers that a tool's version begins with, such as 9, 22 and 3 of {@code 9.22.3-beta}.
 *
 * @param numbers at least one, the major version first
 */
public record ToolVersion(List<Long> numbers) implements Comparable<ToolVersion> {
  public ToolVersion {
    numbers = List.copyOf(numbers);
  }

  /** Of a text that begins with a digit. */
  public static ToolVersion of(String text) {
    return new ToolVersion(
        Stream.of(text.split("[^0-9.]", 2)[0].split("\\.+"))
            .limit(3)
            .map(ToolVersion::number)
            .toList());
  }

  /** No number of a version is as large as those that are cut here. */
  private static long number(String digits) {
    return Long.parseLong(digits.substring(0, Math.min(18, digits.length())));
  }

  /** The first number. */
  public long major() {
    return numbers.get(0);
  }

  /** Number by number; of two that begin alike the shorter one is the older. */
  @Override
  public int compareTo(ToolVersion other) {
    return Arrays.compare(
        numbers.stream().mapToLong(Long::longValue).toArray(),
        other.numbers.stream().mapToLong(Long::longValue).toArray());
  }
}
