package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A statement met an adversary, and what the workload felt of it.
 *
 * @param take the drill take
 * @param waitedNanos how long the statement waited for the adversary
 * @param queued for each probe how long its firings were stalled while the statement waited,
 *     longest first; probes without such a firing left out
 * @param stalledNanos the longest stall that the statement caused at all, waiting or working
 */
record QueueMeeting(
    Take take,
    QueueDrill drill,
    long waitedNanos,
    SortedMap<String, List<Long>> queued,
    long stalledNanos) {

  QueueMeeting {
    queued = Collections.unmodifiableSortedMap(new TreeMap<>(queued));
  }

  /** All meetings of a drill take, in the order of the statements. */
  static List<QueueMeeting> of(Take take, LockFacts locks) {
    if (take.queueDrills().isEmpty()) {
      return List.of();
    }
    List<BlamedWait> waits = Blame.of(take, locks);
    Stalls stalls = Stalls.of(take, waits, locks);
    return take.queueDrills().stream()
        .filter(drill -> drill.gap() == null)
        .map(drill -> of(take, drill, waits, stalls))
        .toList();
  }

  private static QueueMeeting of(
      Take take, QueueDrill drill, List<BlamedWait> waits, Stalls stalls) {
    List<BlamedWait> due =
        waits.stream()
            .filter(wait -> Integer.valueOf(drill.statement()).equals(wait.statement()))
            .toList();
    List<Span> waiting =
        Span.union(
            due.stream()
                .filter(wait -> !wait.behindMigration())
                .filter(wait -> wait.recorded().blockers().contains(drill.session()))
                .map(BlamedWait::span)
                .toList());
    return new QueueMeeting(
        take,
        drill,
        waiting.stream().mapToLong(Span::length).sum(),
        queued(take, due, waiting),
        stalls.all().stream()
            .filter(stall -> stall.statement() == drill.statement())
            .mapToLong(Stall::nanos)
            .max()
            .orElse(0));
  }

  private static SortedMap<String, List<Long>> queued(
      Take take, List<BlamedWait> due, List<Span> waiting) {
    SortedMap<String, List<Long>> queued = new TreeMap<>();
    for (ProbeRun probe : take.probes()) {
      List<Span> behind =
          common(
              due.stream()
                  .filter(wait -> wait.behindMigration())
                  .filter(wait -> wait.recorded().session().equals(probe.session()))
                  .map(BlamedWait::span)
                  .toList(),
              waiting);
      List<Long> firings =
          probe.late().stream()
              .map(firing -> Stalls.span(firing).coveredBy(behind))
              .filter(nanos -> nanos > 0)
              .sorted(Collections.reverseOrder())
              .toList();
      if (!firings.isEmpty()) {
        queued.put(probe.name(), firings);
      }
    }
    return queued;
  }

  private static List<Span> common(List<Span> some, List<Span> others) {
    List<Span> common = new ArrayList<>();
    for (Span one : some) {
      for (Span other : others) {
        if (one.overlap(other) > 0) {
          common.add(new Span(Math.max(one.from(), other.from()), Math.min(one.to(), other.to())));
        }
      }
    }
    return common;
  }

  /** How many firings were stalled while the statement waited. */
  long firings() {
    return queued.values().stream().mapToLong(List::size).sum();
  }

  /** The longest that a firing was stalled while the statement waited; 0 without any. */
  long queuedNanos() {
    return queued.values().stream().mapToLong(firings -> firings.get(0)).max().orElse(0);
  }

  /** Whether a {@code lock_timeout} of the migration's own ended the wait. */
  boolean gaveUp() {
    return drill.ownLockTimeoutNanos() != null && !drill.retries() && timedOut() > 0;
  }

  long timedOut() {
    return drill.tries().stream()
        .filter(each -> SqlState.LOCK_NOT_AVAILABLE.equals(each.sqlState()))
        .count();
  }

  long wentThrough() {
    return drill.tries().stream().filter(each -> each.sqlState() == null).count();
  }
}
