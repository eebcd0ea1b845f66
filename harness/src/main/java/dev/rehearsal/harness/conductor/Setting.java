package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.MaskedChange;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.Replay;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.SchemaChange;
import java.sql.SQLException;
import java.util.List;

/** What all takes of a rehearsal have in common. */
record Setting(DisposableServer server, Masking masking, SampleLog samples, Progress progress) {

  /** A replay that reports its progress and has lost connections explained. */
  Replay replay(ReplaySession session, Performer performer, TakeDatabase database, Ticker ticker) {
    return new Replay(session, performer, masking, ticker, progress::at, this::explain)
        .beside(new ToolSession(database, ticker));
  }

  /** Changes of the schema without their literals. */
  List<SchemaChange> masked(List<SchemaChange> changes) {
    return changes.stream().map(change -> MaskedChange.of(change, masking)).toList();
  }

  /** What is behind an error that is not the SQL's fault. */
  String explain(SQLException e) {
    return server.explain("the take was cut short", e).getMessage();
  }
}
