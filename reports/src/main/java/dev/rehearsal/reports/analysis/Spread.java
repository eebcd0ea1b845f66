package dev.rehearsal.reports.analysis;

import java.util.List;

/** A figure measured several times: its median, lowest and highest value, and how often. */
public record Spread(long median, long low, long high, int n) {

  /** The spread of some values, or null if there are none; an even count has a mean of two. */
  static Spread of(List<Long> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<Long> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    long lower = sorted.get((n - 1) / 2);
    long median = lower + (sorted.get(n / 2) - lower) / 2;
    return new Spread(median, sorted.get(0), sorted.get(n - 1), n);
  }
}
