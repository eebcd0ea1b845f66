package dev.rehearsal.harness.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 5m}. */
public final class Durations {

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)([a-z]+)");
  private static final Pattern BARE = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "us", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private static final Duration LONGEST = Duration.ofHours(1_000);

  private Durations() {}

  /**
   * Reads a duration. A bare number is refused: nobody can know which unit was meant.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static Duration parse(String text) {
    if (BARE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must have a unit, was '" + text + "' (such as " + text + "ms or " + text + "s)");
    }
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches() || !UNITS.containsKey(written.group(2))) {
      throw new IllegalArgumentException(
          "must be a duration such as 250ms, 2s or 5m, was '" + text + "'");
    }
    Duration duration = times(new BigDecimal(written.group(1)), UNITS.get(written.group(2)));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("must be at most 1000h, was '" + text + "'");
    }
    return duration;
  }

  private static Duration times(BigDecimal number, Duration unit) {
    BigDecimal[] seconds =
        number
            .multiply(BigDecimal.valueOf(unit.toNanos()))
            .divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
  }
}
