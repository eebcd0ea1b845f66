package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.WayBack;
import java.util.List;

/** Makes the recording's takes. */
final class Takes {

  private Takes() {}

  /** A take without a workload. */
  static Take quiet(TakeKind kind, int number, Performance performance) {
    return new Take(
        kind,
        number,
        performance.incomplete(),
        List.of(),
        performance.statements(),
        performance.transactions(),
        List.of(),
        performance.waits(),
        null,
        List.of(),
        null,
        null,
        null,
        performance.bookkeeping());
  }

  /** A take that asked between the statements. */
  static Take steps(int number, Performance performance, Steps steps) {
    return new Take(
        TakeKind.STEPS,
        number,
        performance.incomplete(),
        List.of(),
        performance.statements(),
        performance.transactions(),
        List.of(),
        performance.waits(),
        null,
        List.of(),
        null,
        null,
        steps,
        performance.bookkeeping());
  }

  /** A rollback take whose migration ran to its end. */
  static Take thereAndBack(int number, Performance up, String incomplete, WayBack wayBack) {
    return new Take(
        TakeKind.ROLLBACK,
        number,
        incomplete,
        List.of(),
        up.statements(),
        up.transactions(),
        List.of(),
        up.waits(),
        null,
        List.of(),
        null,
        wayBack,
        null,
        up.bookkeeping());
  }

  /** A drill take that was to be cut short, which is why it is not called incomplete. */
  static Take cut(int number, Performance performance, CancelDrill drill) {
    return new Take(
        TakeKind.DRILL,
        number,
        null,
        List.of(),
        performance.statements(),
        performance.transactions(),
        List.of(),
        List.of(),
        null,
        List.of(),
        drill,
        null,
        null,
        performance.bookkeeping());
  }

  /** A drill take with what came of its drills. */
  static Take drilled(Take take, List<QueueDrill> drills) {
    return new Take(
        take.kind(),
        take.number(),
        take.incomplete(),
        take.phases(),
        take.statements(),
        take.transactions(),
        take.probes(),
        take.waits(),
        take.observer(),
        drills,
        take.cancelDrill(),
        take.wayBack(),
        take.steps(),
        take.bookkeeping());
  }

  /** A take that could not be performed because the server or a session of ours was lost. */
  static Take lost(TakeKind kind, int number, String reason) {
    return new Take(
        kind, number, reason, List.of(), List.of(), List.of(), List.of(), List.of(), null,
        List.of(), null, null, null);
  }
}
