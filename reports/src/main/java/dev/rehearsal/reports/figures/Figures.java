package dev.rehearsal.reports.figures;

import java.util.Locale;

/**
 * Writes figures for people. Up to three significant digits without zeros at the end, a plain space
 * before the unit, a point as decimal separator, whatever the locale. Negative figures carry a
 * hyphen-minus.
 */
public final class Figures {

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final String[] SIZE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Figures() {}

  /** A duration such as {@code 83 µs}, {@code 8.2 ms}, {@code 412 ms}, {@code 1.38 s}. */
  public static String duration(long nanos) {
    if (nanos < 0) {
      return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos == 0) {
      return "0 ms";
    }
    if (nanos < MICRO) {
      return nanos + " ns";
    }
    // The upper bounds are where rounding to three digits would give 1000.
    if (nanos < 999_500) {
      return significant((double) nanos / MICRO) + " µs";
    }
    if (nanos < 999_500_000) {
      return significant((double) nanos / MILLI) + " ms";
    }
    if (nanos < 59_950_000_000L) {
      return significant((double) nanos / SECOND) + " s";
    }
    return minutes(nanos);
  }

  /** A size in binary units, such as {@code 512 B}, {@code 8 KiB} or {@code 1.9 GiB}. */
  public static String size(long bytes) {
    if (bytes < 0) {
      return "-" + size(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
    }
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 1023.5 && unit < SIZE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return significant(value) + " " + SIZE_UNITS[unit];
  }

  /** A count with its digits grouped, such as {@code 1,000,000}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count with its noun, such as {@code 1 probe} or {@code 3 probes}. */
  public static String count(long count, String singular, String plural) {
    return count(count) + " " + (count == 1 ? singular : plural);
  }

  private static String minutes(long nanos) {
    long seconds = nanos / SECOND + (nanos % SECOND >= SECOND / 2 ? 1 : 0);
    long hours = seconds / (HOUR / SECOND);
    long minutes = seconds / 60 % 60;
    if (hours > 0) {
      return hours + " h " + minutes + " m " + seconds % 60 + " s";
    }
    return minutes + " m " + seconds % 60 + " s";
  }

  private static String significant(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
  }
}
