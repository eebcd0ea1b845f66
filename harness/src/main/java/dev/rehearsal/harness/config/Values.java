package dev.rehearsal.harness.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads single values. What is refused is an IllegalArgumentException that says what the value must
 * be and what it was; the place goes in front of it.
 */
final class Values {

  private static final long MOST_ROWS = 1_000_000_000;

  private Values() {}

  static Path path(String text) {
    try {
      return Path.of(notBlank(text));
    } catch (InvalidPathException notOne) {
      throw new IllegalArgumentException("must be a path, was '" + text + "'", notOne);
    }
  }

  static String variableName(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "must be the name of an environment variable, such as DATABASE_URL, was '" + text + "'");
    }
    return text;
  }

  /**
   * As Maven Central has them; what else may stand in a coordinate is none of a user's business.
   */
  static String version(String text) {
    if (!text.matches("[0-9][0-9A-Za-z._-]*")) {
      throw new IllegalArgumentException("must be a version, such as 11.20.3, was '" + text + "'");
    }
    return text;
  }

  static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  static boolean yesOrNo(String text) {
    return oneOf(text, List.of("true", "false")).equals("true");
  }

  static boolean onOrOff(String text) {
    return List.of("on", "true").contains(oneOf(text, List.of("on", "off", "true", "false")));
  }

  static String failOn(String text) {
    return oneOf(text, List.of("error", "warn", "never"));
  }

  static DatabaseSpec.Provider provider(String text) {
    return switch (oneOf(text, List.of("auto", "embedded", "container"))) {
      case "embedded" -> DatabaseSpec.Provider.EMBEDDED;
      case "container" -> DatabaseSpec.Provider.CONTAINER;
      default -> DatabaseSpec.Provider.AUTO;
    };
  }

  static int major(String text) {
    int oldest = DatabaseSpec.OLDEST_MAJOR;
    int newest = DatabaseSpec.NEWEST_MAJOR;
    return (int) number(text, oldest, newest, "a major version from " + oldest + " to " + newest);
  }

  static int port(String text) {
    return (int) number(text, 0, 65_535, "a port from 1 to 65535, or 0 for any free one");
  }

  static int keep(String text) {
    return (int) number(text, 1, 1_000_000, "a number of rehearsals from 1 to 1000000");
  }

  static long seed(String text) {
    return number(text, Long.MIN_VALUE, Long.MAX_VALUE, "a 64-bit whole number");
  }

  static long rows(String text) {
    return number(text, 1, MOST_ROWS, "a number of rows from 1 to " + MOST_ROWS);
  }

  static long rowsAtScale(String text) {
    if (text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
      long rows =
          new BigDecimal(text)
              .multiply(BigDecimal.valueOf(DatasetSpec.DEFAULT_SHOP_ROWS))
              .setScale(0, RoundingMode.HALF_UP)
              .longValue();
      if (rows >= 1 && rows <= MOST_ROWS) {
        return rows;
      }
    }
    throw refused("a number from 0.000001 to 1000, where 1 is a million rows", text);
  }

  private static long number(String text, long least, long most, String rule) {
    if (text.matches("-?[0-9]{1,19}")) {
      BigInteger number = new BigInteger(text);
      if (number.compareTo(BigInteger.valueOf(least)) >= 0
          && number.compareTo(BigInteger.valueOf(most)) <= 0) {
        return number.longValue();
      }
    }
    throw refused(rule, text);
  }

  private static String oneOf(String text, List<String> allowed) {
    if (!allowed.contains(text)) {
      throw refused(listed(allowed), text);
    }
    return text;
  }

  /** {@code a, b or c}. */
  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return names.stream().limit(last).collect(Collectors.joining(", ")) + " or " + names.get(last);
  }

  private static IllegalArgumentException refused(String rule, String text) {
    return new IllegalArgumentException("must be " + rule + ", was '" + text + "'");
  }
}
