package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.compatibility.AppVersion;
import dev.rehearsal.harness.compatibility.VersionChecks;
import dev.rehearsal.harness.estimate.Estimator;
import dev.rehearsal.harness.estimate.Session;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.replay.Between;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.reports.recording.Steps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a steps take asks between statements, and what it was told. */
final class Questioning implements Between {

  private final VersionChecks checks;
  private final Estimator estimator;
  private final List<Steps.Calibration> calibrations;
  private final Touched touched;
  private final Masking masking;
  private final List<Integer> checkedAfter = new ArrayList<>();
  private final List<Steps.QueryFailure> failures = new ArrayList<>();
  private List<VersionChecks.Failed> last;
  private int lastChecked;

  Questioning(
      VersionChecks checks,
      List<Steps.Calibration> calibrations,
      Touched touched,
      Masking masking) {
    this.checks = checks;
    this.calibrations = calibrations;
    this.estimator = new Estimator(masking::sql);
    this.touched = touched;
    this.masking = masking;
  }

  @Override
  public void before(Statement statement, ReplaySession session) throws SQLException {
    if (!session.failed()) {
      estimator.before(statement, touched.seen(statement.index()), asking(session));
    }
  }

  private static Session asking(ReplaySession session) {
    return new Session() {
      @Override
      public boolean idle() {
        return session.idle();
      }

      @Override
      public List<List<String>> ask(String sql) throws SQLException {
        return session.ask(sql);
      }

      @Override
      public void command(String sql) throws SQLException {
        session.command(sql);
      }
    };
  }

  /** While the schema stays as it was, so does what works with it. */
  @Override
  public void idle(int afterStatement) throws SQLException {
    if (last == null || touched.schemaChanged(lastChecked, afterStatement)) {
      last = checks.run();
    } else {
      last = last.stream().filter(failed -> failed.how() == Steps.How.FRESH).toList();
    }
    lastChecked = afterStatement;
    checkedAfter.add(afterStatement);
    last.forEach(failed -> failures.add(failure(failed, afterStatement)));
  }

  private Steps.QueryFailure failure(VersionChecks.Failed failed, int afterStatement) {
    return new Steps.QueryFailure(
        failed.version(),
        failed.query(),
        failed.how(),
        afterStatement,
        failed.failure().getSQLState(),
        masking.message(failed.failure().getSQLState(), ServerMessage.of(failed.failure()), null));
  }

  Steps steps() {
    return new Steps(
        estimator.estimates(),
        estimator.withoutEstimate(),
        calibrations,
        checks.versions().stream().map(Questioning::version).toList(),
        checkedAfter,
        failures);
  }

  private static Steps.Version version(AppVersion version) {
    return new Steps.Version(
        version.name(),
        version.derived(),
        version.queries().stream()
            .map(query -> new Steps.Query(query.name(), query.sql()))
            .toList());
  }
}
