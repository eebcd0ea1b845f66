package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.SQLException;

/** Performs the migration with nobody else connected and does nothing but keep time. */
final class TimingTake {

  private final Setting setting;
  private final int number;

  TimingTake(Setting setting, int number) {
    this.setting = setting;
    this.number = number;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection connection = database.connect(Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      Performance performance =
          setting.replay(session, Performer.plain(), ticker).perform(migration);
      return Takes.quiet(TakeKind.TIMING, number, performance);
    }
  }
}
