package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.Wait;

/**
 * A second session of the tool's, on which it says things beside the session that migrates, and in
 * whose transaction it may hold its lock meanwhile. A statement of the migration that waits for
 * that transaction waits for ever, as the tool ends it only afterwards: such a wait is ended here.
 * Used by the thread that replays.
 */
public interface Beside extends AutoCloseable {

  /** What the recording calls it. */
  String name();

  /** Runs what the tool says. Server errors are a result. */
  Answer run(Statement statement);

  /**
   * A statement of the migration is about to run.
   *
   * @param backendPid of the session that migrates
   */
  void begin(int backendPid);

  /**
   * The statement has ended.
   *
   * @return its wait for this session, where it had to be ended; else null
   */
  Wait end();

  /** Ends the session, and with it a transaction that it may have open. */
  @Override
  void close();
}
