package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.harness.tool.UnfinishedMigrations;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.ToolRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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
      Performance performance = playing.perform();
      ToolRun tool = playing.tool();
      if (performance.failed() && performance.incomplete() == null) {
        tool = tool.leaving(unfinished(database));
      }
      Take take = Takes.quiet(TakeKind.FACTS, number, performance).by(tool);
      if (take.incomplete() == null) {
        touched = new Touched(FactsTake.tables(take), FactsTake.columns(database));
      }
      return take;
    }
  }

  private static List<ToolRun.Unfinished> unfinished(TakeDatabase database) throws SQLException {
    try (Connection asking = database.connect(Sessions.SETUP)) {
      return UnfinishedMigrations.in(asking);
    }
  }

  /** What the migration reached; known after it was performed. */
  Touched touched() {
    return touched;
  }
}
