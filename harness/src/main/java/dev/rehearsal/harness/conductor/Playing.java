package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.ToolRun;
import java.sql.SQLException;

/**
 * One performance of the migration, ready to begin: by this program's own session or by the user's
 * tool. Used once, by one thread, except for the names of sessions; closing it ends its sessions.
 */
interface Playing extends AutoCloseable {

  /** Performs it. When the thread is interrupted, what there is comes back incomplete. */
  Performance perform() throws SQLException;

  /**
   * What the recording calls a session of this performance, or null if it is none or bears that
   * name on the server, too. May be asked by any thread.
   */
  String session(int backendPid);

  /** How the tool ran, known afterwards; null where there is none. */
  ToolRun tool();

  @Override
  void close() throws SQLException;

  /** Makes one ready for each take. */
  interface Opener {
    Playing open(TakeDatabase database, Ticker ticker) throws SQLException;
  }
}
