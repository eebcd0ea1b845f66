package dev.rehearsal.harness.config;

import dev.rehearsal.reports.recording.TakeKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often each kind of take is performed; a kind that is absent is left out.
 *
 * @param counts by kind, 1 or more
 */
public record TakesSpec(Map<TakeKind, Integer> counts) {

  private static final Map<TakeKind, Integer> USUAL =
      new EnumMap<>(
          Map.of(
              TakeKind.FACTS, 1,
              TakeKind.TIMING, 3,
              TakeKind.TRAFFIC, 1,
              TakeKind.DRILL, 1,
              TakeKind.ROLLBACK, 2,
              TakeKind.STEPS, 1,
              TakeKind.RACE, 1));

  /** All that this program can do with statements that it sends itself. */
  public static final TakesSpec DEFAULT = without(TakeKind.RACE);

  /** Those that only need somebody who performs the migration. */
  public static final TakesSpec OF_A_TOOL =
      without(TakeKind.DRILL, TakeKind.ROLLBACK, TakeKind.STEPS);

  private static final int MOST = 1_000;

  public TakesSpec {
    Map<TakeKind, Integer> performed = new EnumMap<>(TakeKind.class);
    counts.forEach((kind, count) -> performed.merge(kind, count, Integer::sum));
    performed.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableMap(performed);
  }

  private static TakesSpec without(TakeKind... kinds) {
    Map<TakeKind, Integer> counts = new EnumMap<>(USUAL);
    counts.keySet().removeAll(Set.of(kinds));
    return new TakesSpec(counts);
  }

  /** How often a kind is performed; 0 if it is left out. */
  public int of(TakeKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /**
   * Reads {@code facts,timing:3,traffic:1}. A kind without a number is performed as often as by
   * default; a kind that is not named is left out.
   *
   * @throws IllegalArgumentException with the rule and the value
   */
  public static TakesSpec parse(String text) {
    Map<TakeKind, Integer> counts = new EnumMap<>(TakeKind.class);
    for (String part : text.split(",", -1)) {
      String[] kindAndCount = part.strip().split(":", 2);
      TakeKind kind = kind(kindAndCount[0]).orElseThrow(() -> refusal(text));
      int count = kindAndCount.length == 1 ? USUAL.get(kind) : count(kind, kindAndCount[1]);
      if (counts.put(kind, count) != null) {
        throw refusal(text);
      }
    }
    TakesSpec spec = new TakesSpec(counts);
    if (spec.counts.isEmpty()) {
      throw new IllegalArgumentException("must leave at least one take, was '" + text + "'");
    }
    return spec;
  }

  private static Optional<TakeKind> kind(String name) {
    return USUAL.keySet().stream().filter(kind -> name(kind).equals(name)).findFirst();
  }

  private static String name(TakeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static int count(TakeKind kind, String text) {
    int most = kind == TakeKind.FACTS ? 1 : MOST;
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          "must have a number from 0 to "
              + most
              + " after "
              + name(kind)
              + ":, was '"
              + text
              + "'");
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException refusal(String text) {
    String kinds = USUAL.keySet().stream().map(TakesSpec::name).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "must name some of "
            + kinds
            + ", each once at most and with a number if you like, such as facts,timing:3,traffic:1,"
            + " was '"
            + text
            + "'");
  }
}
