package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Wait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Performs a migration once, on one session, with the transaction scope of its runner, batch by
 * batch. Stops at the first failure, as {@code psql -v ON_ERROR_STOP=1} and the other runners do.
 * Used once, by one thread.
 *
 * <p>A message of several statements is sent statement by statement, between a BEGIN and a COMMIT
 * where the server would open and close an implicit block, so that each is timed by itself. What
 * that block refuses is refused here.
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
  private final List<StatementRun> bookkeeping = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private Beside beside;
  private Wait endedWait;
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
   * Gives it the session on which the tool says things beside; it is closed with the performance.
   * Without one they are said on the migration's own session, outside of transactions, and what
   * needs one is left out.
   */
  public Replay beside(Beside session) {
    beside = session;
    return this;
  }

  /**
   * Performs the migration. If the thread is interrupted, no further statement is sent.
   *
   * <p>A transaction that the migration leaves open is rolled back, as it is when psql exits.
   */
  public Performance perform(Migration migration) {
    idle(0);
    try {
      migration.batches().forEach(this::perform);
    } finally {
      if (beside != null) {
        beside.close();
      }
    }
    if (!session.closed() && !session.idle()) {
      session.run("ROLLBACK");
    }
    transactions.sessionEnds(ticker.nanos());
    return new Performance(runs, bookkeeping, transactions.transactions(), incomplete, waits);
  }

  private void perform(Batch batch) {
    if (batch.beside()) {
      batch.statements().forEach(this::say);
      return;
    }
    List<Statement> statements = batch.statements();
    if (batch.grouping() == Grouping.TRANSACTION) {
      control("BEGIN", batch);
    }
    boolean implicit = false;
    for (Statement statement : statements) {
      if (batch.grouping() == Grouping.MESSAGE && statements.size() > 1) {
        implicit = opened(implicit, statement, batch);
      }
      if (batch.reopens() && session.idle()) {
        control("BEGIN", batch);
      }
      reach(statement);
    }
    if (batch.noted() != null) {
      batch.noted().statements().forEach(this::say);
    }
    boolean ours = batch.grouping() == Grouping.TRANSACTION || (implicit && !session.idle());
    if (ours) {
      control("COMMIT", batch);
    }
  }

  /**
   * Opens the block that the server would open by itself.
   *
   * @param implicit whether the block that may be open is such a one
   * @return whether the one that is open now is
   */
  private boolean opened(boolean implicit, Statement statement, Batch batch) {
    if (statement.beginsTransaction()) {
      return false;
    }
    if (statement.needsBlock() && (implicit || session.idle())) {
      leaveBlock();
      return false;
    }
    if (!stopped && session.idle()) {
      control("BEGIN", batch);
      return true;
    }
    return implicit;
  }

  /** What the server refuses in its implicit block it refuses outside of any block, too. */
  private void leaveBlock() {
    if (!stopped && !session.idle()) {
      Answer answer = session.run("ROLLBACK");
      transactions.answered(answer, false, true);
    }
  }

  private void reach(Statement statement) {
    if (!stopped && Thread.currentThread().isInterrupted()) {
      stop("interrupted before " + statement.place());
    }
    if (!stopped) {
      perform(statement);
    } else if (!statement.bookkeeping()) {
      runs.add(StatementRuns.skipped(statement, session.name(), masking));
    }
  }

  private void say(Statement statement) {
    if (beside == null) {
      if (!needsATransaction(statement)) {
        reach(statement);
      }
    } else if (!stopped && !Thread.currentThread().isInterrupted()) {
      Performed said = new Performed(beside.run(statement), null);
      bookkeeping.add(StatementRuns.of(statement, beside.name(), null, said, masking));
      if (!said.answer().ok()) {
        stop("what " + statement.script() + " says for itself failed: " + said.answer().message());
      }
    }
  }

  private static boolean needsATransaction(Statement statement) {
    return statement.kind() == Statement.Kind.TRANSACTION_CONTROL
        || StatementNature.firstWord(statement).equals("LOCK");
  }

  private void perform(Statement statement) {
    if (!statement.bookkeeping()) {
      onStatement.accept(statement.index());
    }
    boolean idleBefore = session.idle();
    int transaction = transactions.current();
    Performed performed = performed(statement);
    Answer answer = performed.answer();
    transactions.answered(answer, idleBefore, session.closed() || session.idle());
    StatementRun run = StatementRuns.of(statement, session.name(), transaction, performed, masking);
    (statement.bookkeeping() ? bookkeeping : runs).add(explained(run));
    if (answer.surroundingsFailed()) {
      stop(statement.place() + ": " + explain.apply(answer.failure()));
    } else if (!answer.ok() && statement.bookkeeping()) {
      stop("what " + statement.script() + " says for itself failed: " + answer.message());
    } else if (!answer.ok()) {
      stopped = true;
    } else if (!statement.bookkeeping()) {
      idle(statement.index());
    }
  }

  private Performed performed(Statement statement) {
    if (beside == null || statement.bookkeeping()) {
      return performer.perform(statement, session);
    }
    endedWait = null;
    beside.begin(session.backendPid());
    Performed performed = performer.perform(statement, session);
    endedWait = beside.end();
    if (endedWait != null) {
      waits.add(endedWait);
    }
    return performed;
  }

  /** A statement that was canceled because it waited for the tool itself says so. */
  private StatementRun explained(StatementRun run) {
    return endedWait == null || !SqlState.QUERY_CANCELED.equals(run.sqlState())
        ? run
        : StatementRuns.failed(
            run,
            run.sqlState(),
            "canceled by rehearse: it waited for a transaction that the migration tool itself keeps"
                + " open until the statement is done");
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

  /** BEGIN and COMMIT of the runner's own. */
  private void control(String sql, Batch batch) {
    if (stopped) {
      return;
    }
    boolean idleBefore = session.idle();
    Answer answer = session.run(sql);
    transactions.answered(answer, idleBefore, session.closed() || session.idle());
    if (answer.surroundingsFailed()) {
      stop(sql + " of the runner: " + explain.apply(answer.failure()));
    } else if (!answer.ok()) {
      failLast(answer);
    } else if (!runs.isEmpty() && !Migration.scripts(List.of(batch)).isEmpty()) {
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
