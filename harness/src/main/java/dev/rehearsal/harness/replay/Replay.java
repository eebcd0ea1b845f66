package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.StatementRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Performs a migration once, on one session, with psql's transaction scope: each statement on its
 * own unless the script opens a block or each script is to be one transaction. Stops at the first
 * failure, as {@code psql -v ON_ERROR_STOP=1} does. Used once, by one thread.
 */
public final class Replay {

  private final ReplaySession session;
  private final Performer performer;
  private final Masking masking;
  private final Ticker ticker;
  private final IntConsumer onStatement;
  private final Function<SQLException, String> explain;
  private final TransactionLog transactions;
  private final List<StatementRun> runs = new ArrayList<>();
  private String incomplete;
  private boolean stopped;

  /**
   * @param onStatement told the index of each statement before it is sent
   * @param explain says what is behind an error that is not the SQL's fault
   */
  public Replay(
      ReplaySession session,
      Performer performer,
      Masking masking,
      Ticker ticker,
      IntConsumer onStatement,
      Function<SQLException, String> explain) {
    this.session = session;
    this.performer = performer;
    this.masking = masking;
    this.ticker = ticker;
    this.onStatement = onStatement;
    this.explain = explain;
    this.transactions = new TransactionLog(session.name());
  }

  /**
   * Performs the migration. If the thread is interrupted, no further statement is sent.
   *
   * <p>A transaction that the migration leaves open is rolled back, as it is when psql exits.
   */
  public Performance perform(Migration migration) {
    idle(0);
    for (Script script : migration.scripts()) {
      perform(script, migration.singleTransaction());
    }
    if (!session.closed() && !session.idle()) {
      session.run("ROLLBACK");
    }
    transactions.sessionEnds(ticker.nanos());
    return new Performance(runs, transactions.transactions(), incomplete);
  }

  private void perform(Script script, boolean singleTransaction) {
    if (singleTransaction) {
      control("BEGIN", script);
    }
    for (Statement statement : script.statements()) {
      if (!stopped && Thread.currentThread().isInterrupted()) {
        stop("interrupted before " + statement.place());
      }
      if (stopped) {
        runs.add(StatementRuns.skipped(statement, session.name(), masking));
      } else {
        perform(statement);
      }
    }
    if (singleTransaction) {
      control("COMMIT", script);
    }
  }

  private void perform(Statement statement) {
    onStatement.accept(statement.index());
    boolean idleBefore = session.idle();
    int transaction = transactions.current();
    Performed performed = performer.perform(statement, session);
    Answer answer = performed.answer();
    transactions.answered(answer, idleBefore, session.closed() || session.idle());
    runs.add(StatementRuns.of(statement, session.name(), transaction, performed, masking));
    if (answer.surroundingsFailed()) {
      stop(statement.place() + ": " + explain.apply(answer.failure()));
    } else if (!answer.ok()) {
      stopped = true;
    } else {
      idle(statement.index());
    }
  }

  private void idle(int afterStatement) {
    if (stopped || !session.idle()) {
      return;
    }
    try {
      performer.idle(afterStatement);
    } catch (SQLException e) {
      stop(explain.apply(e));
    }
  }

  /** BEGIN and COMMIT of our own, around a script that is to be one transaction. */
  private void control(String sql, Script script) {
    if (stopped) {
      return;
    }
    boolean idleBefore = session.idle();
    Answer answer = session.run(sql);
    transactions.answered(answer, idleBefore, session.closed() || session.idle());
    if (answer.surroundingsFailed()) {
      stop(script.path() + ": " + explain.apply(answer.failure()));
    } else if (!answer.ok()) {
      failLast(answer);
    } else if (!runs.isEmpty()) {
      idle(runs.get(runs.size() - 1).index());
    }
  }

  /** A COMMIT that fails, as with a deferred constraint, fails the script's last statement. */
  private void failLast(Answer answer) {
    if (runs.isEmpty()) {
      stop("the migration could not begin a transaction: " + answer.message());
      return;
    }
    StatementRun last = runs.remove(runs.size() - 1);
    runs.add(
        StatementRuns.failed(
            last,
            answer.sqlState(),
            masking.message(answer.sqlState(), answer.message(), answer.routine())));
    stopped = true;
  }

  private void stop(String reason) {
    incomplete = reason;
    stopped = true;
  }
}
