package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.DrillSpec;
import java.time.Duration;

/**
 * How the statements of one drill take meet their adversaries.
 *
 * @param hold how long the table is held: from when the statement begins to wait, or each time
 * @param free how long it is left alone between two holds, or null for one hold
 * @param lockTimeout of each try, or null to leave the migration's own
 * @param pause between two tries, on average, or null without one
 * @param tries how often a statement is tried at most
 */
record DrillPlan(Duration hold, Duration free, Duration lockTimeout, Duration pause, int tries) {

  /**
   * As the migration does it. Where its own {@code lock_timeout} makes it give up, it is tried a
   * second time with nobody in the way, so that the statements behind it meet theirs as well.
   */
  static DrillPlan asWritten(DrillSpec spec, Duration maxStall) {
    return new DrillPlan(spec.hold(maxStall), null, null, null, 2);
  }

  /** With a lock timeout and retries. */
  static DrillPlan retrying(DrillSpec spec, Duration maxStall) {
    return new DrillPlan(
        spec.hold(maxStall), spec.free(), spec.lockTimeout(maxStall), spec.pause(), spec.tries());
  }

  boolean retries() {
    return lockTimeout != null;
  }
}
