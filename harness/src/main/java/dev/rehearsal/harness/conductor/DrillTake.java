package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.DrilledStatements;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Performs the migration while the workload runs and somebody holds each table that a statement
 * wants for itself.
 */
final class DrillTake {

  /** Nothing is compared with it; the sessions only have to be warm. */
  private static final Duration LONGEST_PHASE = Duration.ofMillis(300);

  private final Setting setting;
  private final List<QueueTarget> targets;
  private final DrillPlan plan;
  private final UnderTraffic traffic;
  private final long seed;

  DrillTake(
      List<QueueTarget> targets,
      DrillPlan plan,
      WorkloadSpec workload,
      long seed,
      Touched touched,
      Setting setting,
      int number) {
    this.setting = setting;
    this.targets = targets;
    this.plan = plan;
    this.seed = seed;
    this.traffic =
        new UnderTraffic(TakeKind.DRILL, hurried(workload), seed, touched, setting, number);
  }

  private static WorkloadSpec hurried(WorkloadSpec workload) {
    return new WorkloadSpec(
        workload.derive(),
        workload.every(),
        workload.timeout(),
        hurried(workload.settle()),
        hurried(workload.baseline()),
        hurried(workload.drain()),
        workload.probes(),
        workload.versions());
  }

  private static Duration hurried(Duration phase) {
    return phase.compareTo(LONGEST_PHASE) < 0 ? phase : LONGEST_PHASE;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (AdversarySession session = new AdversarySession(database);
        Connection looking = database.connect(Sessions.OBSERVER)) {
      QueueStandoff standoff = new QueueStandoff(targets, plan, session, looking, ticker, seed);
      Take take =
          traffic.perform(
              database, ticker, Replaying.of(migration, new DrilledStatements(standoff), setting));
      return Takes.drilled(take, standoff.drills());
    }
  }
}
