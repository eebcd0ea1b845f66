package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.SQLException;

/** Performs the migration with nobody else connected and does nothing but keep time. */
final class TimingTake {

  private final Playing.Opener opener;
  private final int number;

  TimingTake(Playing.Opener opener, int number) {
    this.opener = opener;
    this.number = number;
  }

  Take perform(TakeDatabase database, Ticker ticker) throws SQLException {
    try (Playing playing = opener.open(database, ticker)) {
      return Takes.quiet(TakeKind.TIMING, number, playing.perform()).by(playing.tool());
    }
  }
}
