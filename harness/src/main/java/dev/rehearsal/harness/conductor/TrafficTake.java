package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.SQLException;

/** Performs the migration as it is while the workload runs, and keeps every firing. */
final class TrafficTake {

  private final UnderTraffic traffic;
  private final Setting setting;
  private final int number;

  TrafficTake(WorkloadSpec workload, long seed, Touched touched, Setting setting, int number) {
    this.traffic = new UnderTraffic(TakeKind.TRAFFIC, workload, seed, touched, setting, number);
    this.setting = setting;
    this.number = number;
  }

  Take perform(TakeDatabase database, Ticker ticker, Playing.Opener opener) throws SQLException {
    Take take = traffic.perform(database, ticker, opener);
    traffic.sessions().forEach(probe -> setting.samples().add(number, probe));
    return take;
  }
}
