package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Inspector;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.WayBack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Performs the migration and then its way back, on a session of its own, with nobody else
 * connected. The first take of the kind inspects every statement and compares the database with
 * what it was; the others only keep time.
 */
final class RollbackTake {

  private final Setting setting;
  private final String loaded;
  private final int number;
  private final boolean inspected;

  /**
   * @param loaded name of the database as it was before the migration, to which nobody is connected
   */
  RollbackTake(Setting setting, String loaded, int number) {
    this.setting = setting;
    this.loaded = loaded;
    this.number = number;
    this.inspected = number == 1;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    if (inspected) {
      try (Connection setup = database.connect(Sessions.SETUP)) {
        DdlWitness.install(setup);
      }
    }
    Performance up = replay(database, migration, ticker);
    if (up.incomplete() != null || up.failed()) {
      return Takes.quiet(TakeKind.ROLLBACK, number, up);
    }
    Performance down = replay(database, migration.back(), ticker);
    boolean comparable = inspected && down.incomplete() == null && !down.failed();
    WayBack wayBack =
        new WayBack(
            inspected,
            down.statements(),
            down.transactions(),
            comparable ? compare(database, up, down) : null);
    return Takes.thereAndBack(number, up, down.incomplete(), wayBack);
  }

  private Performance replay(TakeDatabase database, Migration migration, Ticker ticker)
      throws SQLException {
    try (Connection connection = database.connect(Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      if (!inspected) {
        return setting.replay(session, Performer.plain(), database, ticker).perform(migration);
      }
      try (SessionWatch watch = new SessionWatch(database, ticker)) {
        Inspector inspector = new Inspector(session, watch, setting.server().description().major());
        return setting.replay(session, inspector, database, ticker).perform(migration);
      }
    }
  }

  private WayBack.Comparison compare(TakeDatabase database, Performance up, Performance down)
      throws SQLException {
    List<StatementRun> statements = new ArrayList<>(up.statements());
    statements.addAll(down.statements());
    try (Connection before = setting.server().connect(loaded, Sessions.SETUP);
        Connection after = database.connect(Sessions.SETUP)) {
      RowComparison comparison = new RowComparison(before, after);
      List<String> tables = comparison.tables(statements);
      return new WayBack.Comparison(
          setting.masked(Catalog.read(before).differencesFrom(Catalog.read(after))),
          tables,
          comparison.differences(tables),
          comparison.gaps(statements));
    }
  }
}
