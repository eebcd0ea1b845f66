package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The stalls of one traffic take: for each late firing, the part between when it was due and when
 * it ended during which its session waited behind the migration. A firing that queued on its
 * session behind an earlier, blocked one is explained by the same wait. What no wait covers is
 * slowness, not a stall.
 *
 * @param all one for each firing and statement
 * @param longestNanos the longest over all firings, statements taken together; 0 without any
 */
record Stalls(List<Stall> all, long longestNanos) {

  static Stalls of(Take take, List<BlamedWait> waits, LockFacts locks) {
    List<Stall> all = new ArrayList<>();
    long longest = 0;
    for (ProbeRun probe : take.probes()) {
      List<BlamedWait> own = behindMigration(waits, probe.session());
      for (ProbeRun.Late firing : own.isEmpty() ? List.<ProbeRun.Late>of() : probe.late()) {
        Span span = span(firing);
        longest = Math.max(longest, span.coveredBy(spans(own)));
        for (Integer statement : statements(own)) {
          List<BlamedWait> due = own.stream().filter(w -> statement.equals(w.statement())).toList();
          long nanos = span.coveredBy(spans(due));
          if (nanos > 0) {
            String relation = relation(span, due, probe, locks);
            all.add(
                new Stall(take.number(), probe.name(), reads(probe), statement, relation, nanos));
          }
        }
      }
    }
    return new Stalls(List.copyOf(all), longest);
  }

  /** A custom probe counts as a reader if its text begins with SELECT. */
  static boolean reads(ProbeRun probe) {
    return probe.kind().equals("read")
        || probe.kind().equals("custom")
            && probe.sql().stripLeading().toUpperCase(Locale.ROOT).startsWith("SELECT");
  }

  static Span span(ProbeRun.Late firing) {
    return new Span(firing.dueNanos(), firing.dueNanos() + firing.waitedNanos());
  }

  static List<Span> spans(List<BlamedWait> waits) {
    return waits.stream().map(BlamedWait::span).toList();
  }

  private static List<BlamedWait> behindMigration(List<BlamedWait> waits, String session) {
    return waits.stream()
        .filter(wait -> wait.behindMigration() && wait.recorded().session().equals(session))
        .toList();
  }

  private static Iterable<Integer> statements(List<BlamedWait> waits) {
    return new TreeSet<>(waits.stream().map(BlamedWait::statement).toList());
  }

  private static String relation(
      Span firing, List<BlamedWait> waits, ProbeRun probe, LockFacts locks) {
    String relation =
        waits.stream()
            .max(Comparator.comparingLong(wait -> wait.span().overlap(firing)))
            .map(wait -> wait.recorded().relation())
            .orElse(null);
    return relation == null ? probe.relation() : locks.table(relation);
  }
}
