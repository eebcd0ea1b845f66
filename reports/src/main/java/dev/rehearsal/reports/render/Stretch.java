package dev.rehearsal.reports.render;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.Wait;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A part of a take, in nanoseconds from its start. */
record Stretch(long fromNanos, long toNanos) {

  /** Whether there is anything to draw of a take. */
  static boolean any(Take take) {
    return executed(take).findAny().isPresent() || !take.probes().isEmpty();
  }

  /** From the first statement to the end of the last transaction and of everything it held up. */
  static Stretch replay(Take take) {
    long from = executed(take).mapToLong(StatementRun::startedNanos).min().orElse(start(take));
    long answered = executed(take).mapToLong(StatementRun::endedNanos).max().orElse(0);
    long ended =
        take.transactions().stream()
            .mapToLong(TransactionRun::endedNanos)
            .reduce(answered, Math::max);
    long released =
        take.waits().stream()
            .filter(wait -> wait.fromNanos() < ended)
            .mapToLong(Wait::toNanos)
            .reduce(ended, Math::max);
    return new Stretch(from, Math.max(from, released));
  }

  /** When the migration would have begun if it had a statement. */
  private static long start(Take take) {
    return take.phases().stream()
        .filter(phase -> phase.name().equals("replay"))
        .mapToLong(Take.Phase::fromNanos)
        .findFirst()
        .orElse(0);
  }

  /** From the take's start to the end of everything in it. */
  static Stretch whole(Take take) {
    long to =
        LongStream.concat(
                LongStream.of(replay(take).toNanos),
                take.phases().stream().mapToLong(Take.Phase::toNanos))
            .max()
            .orElse(0);
    return new Stretch(0, to);
  }

  long lengthNanos() {
    return toNanos - fromNanos;
  }

  /**
   * With a little of what was before and more of what came after, as far as the axis goes: twice as
   * long in all.
   */
  Stretch widened(TimeAxis limits) {
    return new Stretch(
        Math.max(limits.fromNanos(), fromNanos - lengthNanos() / 4),
        Math.min(limits.toNanos(), toNanos + lengthNanos() * 3 / 4));
  }

  TimeAxis axis(long zeroNanos) {
    return new TimeAxis(fromNanos, toNanos, zeroNanos);
  }

  private static Stream<StatementRun> executed(Take take) {
    return take.statements().stream().filter(run -> run.outcome() != Outcome.SKIPPED);
  }
}
