package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.ToolRun;
import java.sql.Connection;
import java.sql.SQLException;

/** A performance by a session of this program. */
final class Replaying implements Playing {

  private final TakeDatabase database;
  private final Migration migration;
  private final Performer performer;
  private final Setting setting;
  private final Ticker ticker;
  private final Connection connection;
  private final ReplaySession session;

  private Replaying(
      TakeDatabase database,
      Migration migration,
      Performer performer,
      Setting setting,
      Ticker ticker)
      throws SQLException {
    this.database = database;
    this.migration = migration;
    this.performer = performer;
    this.setting = setting;
    this.ticker = ticker;
    this.connection = database.connect(Sessions.REPLAY);
    this.session = new ReplaySession(connection, ticker, Sessions.REPLAY);
  }

  /**
   * Performances of a migration.
   *
   * @param performer how each statement is run
   */
  static Opener of(Migration migration, Performer performer, Setting setting) {
    return (database, ticker) -> new Replaying(database, migration, performer, setting, ticker);
  }

  @Override
  public Performance perform() {
    return setting.replay(session, performer, database, ticker).perform(migration);
  }

  /** The server knows it by its own name. */
  @Override
  public String session(int backendPid) {
    return null;
  }

  @Override
  public ToolRun tool() {
    return null;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
