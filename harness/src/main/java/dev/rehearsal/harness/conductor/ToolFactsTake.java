package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.SQLException;

/** The facts take of a migration that the user's tool performs. */
final class ToolFactsTake {

  private final Playing.Opener opener;
  private final int number;
  private Touched touched = Touched.UNKNOWN;

  ToolFactsTake(Playing.Opener opener, int number) {
    this.opener = opener;
    this.number = number;
  }

  Take perform(TakeDatabase database, Ticker ticker) throws SQLException {
    try (Connection setup = database.connect(Sessions.SETUP)) {
      DdlWitness.install(setup);
    }
    try (Playing playing = opener.open(database, ticker)) {
      Take take = Takes.quiet(TakeKind.FACTS, number, playing.perform()).by(playing.tool());
      if (take.incomplete() == null) {
        touched = new Touched(FactsTake.tables(take), FactsTake.columns(database));
      }
      return take;
    }
  }

  /** What the migration reached; known after it was performed. */
  Touched touched() {
    return touched;
  }
}
