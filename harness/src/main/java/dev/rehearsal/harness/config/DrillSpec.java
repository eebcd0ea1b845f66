package dev.rehearsal.harness.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the lock queue is drilled. What is null follows from the longest stall that passes, by {@link
 * #hold(Duration)} and {@link #lockTimeout(Duration)}.
 *
 * @param holdOrNull how long the table is held
 * @param free how long it is left alone between two holds, where the statement retries
 * @param tries how often a statement is tried at most
 * @param pause between two tries, on average
 * @param lockTimeoutOrNull how long each try waits
 * @param adversaryOrNull who holds the table; null for whoever conflicts with the statement's lock
 */
public record DrillSpec(
    Duration holdOrNull,
    Duration free,
    int tries,
    Duration pause,
    Duration lockTimeoutOrNull,
    Adversary adversaryOrNull) {

  static final String HOLD = "hold";
  static final String FREE = "free";
  static final String TRIES = "tries";
  static final String PAUSE = "pause";
  static final String LOCK_TIMEOUT = "lock-timeout";
  static final String ADVERSARY = "adversary";
  static final List<String> KEYS = List.of(HOLD, FREE, TRIES, PAUSE, LOCK_TIMEOUT, ADVERSARY);

  public static final DrillSpec DEFAULT =
      new DrillSpec(null, Duration.ofMillis(250), 20, Duration.ofMillis(200), null, null);

  private static final int MOST_TRIES = 1000;

  private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(15);
  private static final Duration LONGEST_LOCK_TIMEOUT = Duration.ofSeconds(2);

  /**
   * By default half as long again as the longest stall that passes, so that a statement which waits
   * without limit is sure to be seen above the limit, but from one to fifteen seconds.
   *
   * @param maxStall the longest stall that passes, or null if any does
   */
  public Duration hold(Duration maxStall) {
    if (holdOrNull != null) {
      return holdOrNull;
    }
    Duration longer = maxStall == null ? Duration.ZERO : maxStall.multipliedBy(3).dividedBy(2);
    return shorter(LONGEST_HOLD, longer.compareTo(SHORTEST_HOLD) < 0 ? SHORTEST_HOLD : longer);
  }

  /**
   * By default half of the longest stall that passes: whoever queues behind a try is then let go
   * with as much to spare for the statement's own work. At most two seconds, and at least a
   * millisecond, which is the server's smallest.
   *
   * @param maxStall the longest stall that passes, or null if any does
   */
  public Duration lockTimeout(Duration maxStall) {
    if (lockTimeoutOrNull != null) {
      return lockTimeoutOrNull;
    }
    Duration half = maxStall == null ? LONGEST_LOCK_TIMEOUT : maxStall.dividedBy(2);
    Duration least = Duration.ofMillis(1);
    return shorter(LONGEST_LOCK_TIMEOUT, half.compareTo(least) < 0 ? least : half);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /**
   * Reads {@code hold=2s,tries=10}; what is not named is as by default.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static DrillSpec parse(String text) {
    Map<String, String> pairs = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length < 2 || pairs.put(pair[0], pair[1]) != null) {
        throw new IllegalArgumentException(
            "must be pairs such as hold=2s,tries=10, each key once, was '" + text + "'");
      }
    }
    DrillSpec spec = DEFAULT;
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      spec = spec.with(pair.getKey(), pair.getValue());
    }
    return spec;
  }

  /**
   * The same with one value changed.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  DrillSpec with(String key, String value) {
    return switch (key) {
      case HOLD ->
          new DrillSpec(positive(value), free, tries, pause, lockTimeoutOrNull, adversaryOrNull);
      case FREE ->
          new DrillSpec(
              holdOrNull, positive(value), tries, pause, lockTimeoutOrNull, adversaryOrNull);
      case TRIES ->
          new DrillSpec(holdOrNull, free, tries(value), pause, lockTimeoutOrNull, adversaryOrNull);
      case PAUSE ->
          new DrillSpec(
              holdOrNull, free, tries, positive(value), lockTimeoutOrNull, adversaryOrNull);
      case LOCK_TIMEOUT ->
          new DrillSpec(holdOrNull, free, tries, pause, positive(value), adversaryOrNull);
      case ADVERSARY ->
          new DrillSpec(holdOrNull, free, tries, pause, lockTimeoutOrNull, adversary(value));
      default ->
          throw new IllegalArgumentException(
              "must have keys of "
                  + String.join(", ", KEYS)
                  + ", was '"
                  + key
                  + "'"
                  + Nearest.to(key, KEYS)
                      .map(nearest -> " (did you mean " + nearest + "?)")
                      .orElse(""));
    };
  }

  private static Duration positive(String text) {
    Duration duration = Durations.parse(text);
    if (duration.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("must be at least 1ms, was '" + text + "'");
    }
    return duration;
  }

  private static int tries(String text) {
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_TRIES) {
      throw new IllegalArgumentException(
          "must be a number from 1 to " + MOST_TRIES + ", was '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** Null for {@code auto}. */
  private static Adversary adversary(String text) {
    if (text.equals("auto")) {
      return null;
    }
    return Arrays.stream(Adversary.values())
        .filter(adversary -> adversary.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Stream.concat(
                                Stream.of("auto"),
                                Arrays.stream(Adversary.values()).map(Adversary::key))
                            .collect(Collectors.joining(", ", "must be one of ", ""))
                        + ", was '"
                        + text
                        + "'"));
  }
}
