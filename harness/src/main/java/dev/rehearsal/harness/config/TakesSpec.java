package dev.rehearsal.harness.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each kind of take is performed; 0 leaves it out.
 *
 * @param facts 0 or 1
 * @param timing 0 or more
 * @param traffic 0 or more
 */
public record TakesSpec(int facts, int timing, int traffic) {

  public static final TakesSpec DEFAULT = new TakesSpec(1, 3, 1);

  private static final int MOST = 1_000;
  private static final List<String> KINDS = List.of("facts", "timing", "traffic");

  /**
   * Reads {@code facts,timing:3,traffic:1}. A kind without a number is performed as often as by
   * default; a kind that is not named is left out.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static TakesSpec parse(String text) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      String[] kindAndCount = part.strip().split(":", 2);
      String kind = kindAndCount[0];
      if (!KINDS.contains(kind) || counts.containsKey(kind)) {
        throw refusal(text);
      }
      counts.put(kind, kindAndCount.length == 1 ? usual(kind) : count(kind, kindAndCount[1]));
    }
    if (counts.values().stream().allMatch(count -> count == 0)) {
      throw new IllegalArgumentException("must leave at least one take, was '" + text + "'");
    }
    return new TakesSpec(
        counts.getOrDefault("facts", 0),
        counts.getOrDefault("timing", 0),
        counts.getOrDefault("traffic", 0));
  }

  private static int usual(String kind) {
    return switch (kind) {
      case "facts" -> DEFAULT.facts;
      case "timing" -> DEFAULT.timing;
      default -> DEFAULT.traffic;
    };
  }

  private static int count(String kind, String text) {
    int most = kind.equals("facts") ? 1 : MOST;
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          "must have a number from 0 to " + most + " after " + kind + ":, was '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException refusal(String text) {
    return new IllegalArgumentException(
        "must name facts, timing and traffic, each once at most and with a number if you like, such"
            + " as facts,timing:3,traffic:1, was '"
            + text
            + "'");
  }
}
