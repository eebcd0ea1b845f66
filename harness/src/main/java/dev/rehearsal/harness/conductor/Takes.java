package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
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
        List.of(),
        null,
        List.of(),
        null,
        null,
        null);
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
        List.of(),
        null,
        List.of(),
        null,
        null,
        steps);
  }

  /** A take that could not be performed because the server or a session of ours was lost. */
  static Take lost(TakeKind kind, int number, String reason) {
    return new Take(
        kind, number, reason, List.of(), List.of(), List.of(), List.of(), List.of(), null,
        List.of(), null, null, null);
  }
}
