package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.Replay;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import dev.rehearsal.reports.recording.CancelDrill.Rerun;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Performs the migration, cuts one statement short, looks at what is left, and performs the
 * migration again from the script that was cut, as the next deploy would: tools keep a list of the
 * scripts that went through.
 */
final class CutTake {

  private final Setting setting;
  private final int number;
  private final Cut cut;
  private final List<String> written;
  private final long patienceNanos;

  /**
   * @param written the tables whose rows the statement changes when it is left alone
   * @param patienceNanos how long running again may take before it is ended
   */
  CutTake(Setting setting, int number, Cut cut, List<String> written, long patienceNanos) {
    this.setting = setting;
    this.number = number;
    this.cut = cut;
    this.written = List.copyOf(written);
    this.patienceNanos = patienceNanos;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection control = database.connect(Sessions.SETUP)) {
      Catalog before = Catalog.read(control);
      Cutting cutting = new Cutting(cut, control, ticker);
      Performance performance = replay(database, migration, cutting, ticker);
      cutting.end();
      StatementRun run = run(performance);
      return run == null || !wasCut(run)
          ? Takes.cut(number, performance, drill(null, null, List.of(), before, before, null))
          : Takes.cut(
              number, performance, aftermath(run, cutting, before, control, database, migration));
    }
  }

  private Performance replay(
      TakeDatabase database, Migration migration, Cutting cutting, Ticker ticker)
      throws SQLException {
    int backend;
    Performance performance;
    try (Connection connection = database.connect(Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      backend = session.backendPid();
      performance = plain(session, cutting.on(backend), ticker).perform(migration);
    }
    cutting.awaitTheEndOf(backend);
    return performance;
  }

  private Replay plain(ReplaySession session, IntConsumer onStatement, Ticker ticker) {
    return new Replay(
        session, Performer.plain(), setting.masking(), ticker, onStatement, setting::explain);
  }

  private StatementRun run(Performance performance) {
    return performance.statements().stream()
        .filter(run -> run.index() == cut.statement())
        .findFirst()
        .orElse(null);
  }

  private static boolean wasCut(StatementRun run) {
    return SqlState.QUERY_CANCELED.equals(run.sqlState())
        || (run.outcome() == Outcome.LOST && SqlState.connectionLost(run.sqlState()));
  }

  private CancelDrill aftermath(
      StatementRun run,
      Cutting cutting,
      Catalog before,
      Connection control,
      TakeDatabase database,
      Migration migration)
      throws SQLException {
    Remains remains = new Remains(before);
    Catalog after = Catalog.read(control);
    List<Left> left = new ArrayList<>(remains.in(after, control));
    if (!cut.wrapped()) {
      left.addAll(cutting.rowsThatStayed(written));
    }
    Rerun rerun = rerun(database, migration, control, remains);
    return drill(run.elapsedNanos(), run.sqlState(), left, before, after, rerun);
  }

  private CancelDrill drill(
      Long afterNanos,
      String sqlState,
      List<Left> left,
      Catalog before,
      Catalog after,
      Rerun rerun) {
    return new CancelDrill(
        cut.statement(),
        cut.means().word(),
        cut.afterNanos(),
        afterNanos,
        sqlState,
        left,
        setting.masked(before.differencesFrom(after)),
        rerun);
  }

  /** A session that waits for ever, such as for an advisory lock that was left, is ended. */
  private Rerun rerun(
      TakeDatabase database, Migration migration, Connection control, Remains remains)
      throws SQLException {
    Ticker ticker = Ticker.system();
    Knife knife = new Knife(control, ticker);
    Performance again;
    try (Connection connection = database.connect(Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      knife.arm(Knife.Means.TERMINATE, session.backendPid(), patienceNanos);
      again =
          plain(session, index -> {}, ticker).perform(migration.fromTheScriptOf(cut.statement()));
    } finally {
      knife.disarm();
    }
    StatementRun stopped =
        again.statements().stream()
            .filter(run -> run.outcome() == Outcome.FAILED || run.outcome() == Outcome.LOST)
            .findFirst()
            .orElse(null);
    return new Rerun(
        stopped == null ? null : stopped.index(),
        stopped == null ? null : stopped.sqlState(),
        stopped == null ? null : stopped.message(),
        remains.in(Catalog.read(control), control));
  }
}
