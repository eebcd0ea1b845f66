package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.compatibility.AppVersion;
import dev.rehearsal.harness.compatibility.DerivedVersion;
import dev.rehearsal.harness.compatibility.GivenVersions;
import dev.rehearsal.harness.compatibility.VersionChecks;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.estimate.Calibrator;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Performs the migration step by step and asks in between: EXPLAIN before each statement, and the
 * statements of the application wherever no transaction is open. Its times are never quoted.
 */
final class StepsTake {

  private static final String EMPTY = "template0";
  private static final String CALIBRATION = "rehearse_calibration";

  private final WorkloadSpec workload;
  private final Touched touched;
  private final Setting setting;
  private final int number;

  StepsTake(WorkloadSpec workload, Touched touched, Setting setting, int number) {
    this.workload = workload;
    this.touched = touched;
    this.setting = setting;
    this.number = number;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection replaying = database.connect(Sessions.REPLAY);
        Connection fresh = database.connect(Sessions.APPLICATION);
        Connection pooled = database.connect(Sessions.APPLICATION)) {
      VersionChecks checks = new VersionChecks(versions(database), fresh, pooled);
      Questioning questioning =
          new Questioning(checks, calibrations(ticker), touched, setting.masking());
      ReplaySession session = new ReplaySession(replaying, ticker, Sessions.REPLAY);
      Performance performance =
          setting
              .replay(session, Performer.stepwise(questioning), database, ticker)
              .perform(migration);
      return Takes.steps(number, performance, questioning.steps());
    }
  }

  private List<Steps.Calibration> calibrations(Ticker ticker) throws SQLException {
    try (TakeDatabase scratch = setting.server().cloneDatabase(EMPTY, CALIBRATION);
        Connection connection = scratch.connect(Sessions.SETUP)) {
      return new Calibrator(connection, ticker).measure();
    }
  }

  private List<AppVersion> versions(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect(Sessions.SETUP)) {
      if (!workload.versions().isEmpty()) {
        return new GivenVersions(connection).of(workload.versions());
      }
      AppVersion derived = new DerivedVersion(connection).of(touched.tables());
      return workload.derive() && !derived.queries().isEmpty() ? List.of(derived) : List.of();
    }
  }
}
