package dev.rehearsal.reports.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of a take, in nanoseconds from its start; never negative in length. */
record Span(long from, long to) {

  Span {
    to = Math.max(from, to);
  }

  long length() {
    return to - from;
  }

  /** How much of the two is the same time. */
  long overlap(Span other) {
    return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
  }

  /** How much of this span the others cover, time that several cover counted once. */
  long coveredBy(List<Span> others) {
    return union(others).stream().mapToLong(this::overlap).sum();
  }

  /** The same time as disjoint spans in order. */
  static List<Span> union(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::from).thenComparingLong(Span::to));
    List<Span> union = new ArrayList<>();
    for (Span next : sorted) {
      int last = union.size() - 1;
      if (last >= 0 && next.from <= union.get(last).to) {
        union.set(last, new Span(union.get(last).from, Math.max(union.get(last).to, next.to)));
      } else {
        union.add(next);
      }
    }
    return union;
  }
}
