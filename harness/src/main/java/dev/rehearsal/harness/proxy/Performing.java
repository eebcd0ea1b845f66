package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.migration.Statement.Kind;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Facts;
import dev.rehearsal.harness.replay.Inspector;
import dev.rehearsal.harness.replay.Performed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Performs a connection's statements and notes them, in a block of ours where the transaction is
 * one that nobody has said BEGIN to. Used by one thread.
 */
final class Performing {

  private static final String FAILED_BLOCK = "the transaction had failed before";
  private static final String SENT_ONCE =
      "cannot run in a transaction block, and was not sent again without one, since rows of it had"
          + " reached the tool";

  private final ToolSession session;
  private final String name;
  private final Inspecting take;
  private final SessionTransactions transactions;
  private Inspector inspector;
  private boolean ownBlock;
  private Exchange last;
  private int count;

  Performing(ToolSession session, String name, Inspecting take) {
    this.session = session;
    this.name = name;
    this.take = take;
    this.transactions = new SessionTransactions(take.log(), name);
  }

  boolean ownBlock() {
    return ownBlock;
  }

  /** Performs a statement and looks at what it does. */
  Performed perform(SqlParts.Part part, Shipment shipment) throws IOException {
    int index = take.log().nextIndex();
    Statement statement = new Statement(index, name, count + 1, part.sql(), part.kind(), null);
    session.ship(shipment);
    Performed performed =
        session.failedBlock() && part.kind() != Kind.TRANSACTION_CONTROL
            ? new Performed(session.relay(), Facts.unseen(FAILED_BLOCK))
            : inspector().inspect(statement, session);
    if (session.resendRefused()) {
      performed = new Performed(performed.answer(), Facts.unseen(SENT_ONCE));
    }
    session.shipNothing();
    note(index, part.sql(), performed);
    return performed;
  }

  /** Performs what is sent on as it is, whatever statements are in it. */
  Performed performUnseen(String text, Shipment shipment, String why) throws IOException {
    int index = take.log().nextIndex();
    Inspector theirs = inspector(); // which has to know what was there before
    session.ship(shipment);
    Answer answer = session.relay();
    session.shipNothing();
    theirs.forget();
    Performed performed = new Performed(answer, Facts.unseen(why));
    note(index, text, performed);
    return performed;
  }

  /** Notes an error to something that was not executed. */
  void noteRefusal(String sql, ServerSaid failure) {
    long now = take.ticker().nanos();
    Answer answer = new Answer(now, now, null, null, failure, List.of(), List.of());
    note(take.log().nextIndex(), sql, new Performed(answer, null));
  }

  private Inspector inspector() throws IOException {
    try {
      if (inspector == null) {
        inspector = take.inspector(session);
      }
    } catch (SQLException e) {
      giveUp(e);
    }
    if (take.othersWereBusy(session)) {
      inspector.forget();
    }
    return inspector;
  }

  private void note(int index, String sql, Performed performed) {
    settle();
    Answer answer = performed.answer();
    int transaction = transactions.answered(sql, answer);
    last = new Exchange(index, name, ++count, sql, transaction, performed);
    if (session.closed()) {
      settle();
    } else if (session.idle()) {
      settle();
      transactions.ready('I', answer.endedNanos());
    } else if (!ownBlock) {
      settle();
      transactions.ready('T', answer.endedNanos());
    }
  }

  /** The last statement's outcome is certain. */
  private void settle() {
    if (last != null) {
      take.log().add(last);
      last = null;
    }
  }

  /** Opens a block of ours; false if the server did not let us. */
  boolean begin() throws IOException {
    ownBlock = control("BEGIN").ok();
    return ownBlock;
  }

  /** The tool's BEGIN finds a block of ours, which from now on is its own. */
  void handOver(SqlParts.Part part) throws IOException {
    ownBlock = false;
    long now = take.ticker().nanos();
    String tag =
        part.sql().strip().toLowerCase(Locale.ROOT).startsWith("s") ? "START TRANSACTION" : "BEGIN";
    Answer answer = new Answer(now, now, tag, null, null, List.of(), List.of());
    note(take.log().nextIndex(), part.sql(), new Performed(answer, null));
    session.toClient().begin();
    session.toClient().end(Injected.commandComplete(tag));
  }

  /**
   * Commits the block of ours, if there is one.
   *
   * @return why it could not be, or null
   */
  ServerSaid commit() throws IOException {
    ServerSaid refused = null;
    if (ownBlock && !session.idle()) {
      Answer answer = control("COMMIT");
      if (!answer.ok()) {
        refused = refusal(answer);
        transactions.failed();
        last = last == null ? null : last.failedLater(answer);
      }
      transactions.ready('I', answer.endedNanos());
    }
    ownBlock = false;
    settle();
    return refused;
  }

  private ServerSaid refusal(Answer answer) throws IOException {
    if (answer.failure() instanceof ServerSaid said) {
      return said;
    }
    giveUp(answer.failure());
    return null;
  }

  /** Rolls the block of ours back, if there is one. */
  void rollBack() throws IOException {
    if (ownBlock && !session.idle() && !session.closed()) {
      transactions.ready('I', control("ROLLBACK").endedNanos());
    }
    ownBlock = false;
    settle();
  }

  /**
   * Ends the block of ours in the way that the tool's statement behind it will be about; to the
   * recording it is still the same transaction.
   *
   * @return why it could not be committed, or null
   */
  ServerSaid endBefore(Control toolsOwn) throws IOException {
    Answer answer = control(toolsOwn == Control.COMMIT ? "COMMIT" : "ROLLBACK");
    ownBlock = false;
    return answer.ok() ? null : refusal(answer);
  }

  private Answer control(String sql) throws IOException {
    session.shipNothing();
    Statement statement = new Statement(1, name, 1, sql, Kind.TRANSACTION_CONTROL, null);
    return inspector().inspect(statement, session).answer();
  }

  /** What is left of the session is of no use to anybody. */
  void giveUp(SQLException e) throws IOException {
    if (!session.closed()) {
      take.log().trouble("a statement of " + name + " could not be inspected: " + e.getMessage());
    }
    throw new IOException(e);
  }

  /** The client is gone, or the server. */
  void closed() {
    settle();
    transactions.closed(session.closed(), take.ticker().nanos());
  }
}
