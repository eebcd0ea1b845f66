package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.Replay;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.SQLException;

/** Performs the migration with nobody else connected and does nothing but keep time. */
final class TimingTake {

  private final Masking masking;
  private final Progress progress;
  private final int number;

  TimingTake(Masking masking, Progress progress, int number) {
    this.masking = masking;
    this.progress = progress;
    this.number = number;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection connection = database.connect(Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      Replay replay = new Replay(session, Performer.plain(), masking, ticker, progress::at);
      return Takes.quiet(TakeKind.TIMING, number, replay.perform(migration));
    }
  }
}
