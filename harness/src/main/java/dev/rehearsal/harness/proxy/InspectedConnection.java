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
import java.util.stream.Collectors;

/**
 * One connection of a tool, statement by statement: a message is sent on when the one before it has
 * been answered and inspected, so that pipelined messages wait in the socket. Used by one thread.
 */
final class InspectedConnection {

  private static final String MIXED =
      "sent in one message with BEGIN or COMMIT behind other statements, which cannot be taken"
          + " apart; nothing was inspected";
  private static final String FAILED_BLOCK = "the transaction had failed before";

  private final ToolSession session;
  private final String name;
  private final Inspecting take;
  private final SessionTransactions transactions;
  private final ExtendedGroup group = new ExtendedGroup();
  private Inspector inspector;
  private boolean ownBlock;
  private boolean skipping;
  private int count;

  InspectedConnection(ToolSession session, String name, Inspecting take) {
    this.session = session;
    this.name = name;
    this.take = take;
    this.transactions = new SessionTransactions(take.log(), name);
  }

  /** Serves the client until it leaves. */
  void serve() throws IOException {
    WireReader client = session.client();
    while (client.next()) {
      char type = client.type();
      if (type == 'X') {
        session.send(client.message());
        return;
      }
      message(type, client.message());
      if (session.closed()) {
        throw new IOException("the server closed the connection");
      }
    }
  }

  /** The client is gone, or the server. */
  void closed() {
    transactions.closed(session.closed(), take.ticker().nanos());
  }

  private void message(char type, byte[] message) throws IOException {
    if (skipping && type != 'S') {
      return; // as the server does after an error
    }
    switch (type) {
      case 'Q' -> simple(Bytes.string(message, 5, session.encoding().get()), message);
      case 'P', 'B', 'D', 'C' -> group.add(type, message, session.encoding().get());
      case 'E' -> execute(message);
      case 'H' -> flush();
      case 'S' -> sync();
      case 'F' -> unsplit("(function call)", List.of(message), Facts.unseen("a function call"));
      case 'c', 'd', 'f' -> {} // behind a COPY that has failed
      default -> throw new ProtocolViolation("invalid frontend message type " + (int) type);
    }
  }

  private void simple(String text, byte[] message) throws IOException {
    List<SqlParts.Part> parts = SqlParts.of(text);
    if (parts.isEmpty()) {
      session.ship(List.of(message), false);
      session.relay();
      session.deliverAnswer();
      session.deliverReady();
    } else if (parts.size() == 1) {
      one(parts.get(0), message);
    } else if (TransactionScope.mixed(parts, session.idle())) {
      unsplit(text, List.of(message), Facts.unseen(MIXED));
    } else {
      several(parts);
    }
  }

  private void one(SqlParts.Part part, byte[] message) throws IOException {
    Performed performed = perform(part, List.of(message), false);
    deliver(performed, 0);
    session.deliverReady();
  }

  private void deliver(Performed performed, int offset) throws IOException {
    Answer answer = performed.answer();
    if (answer.ok()) {
      session.deliverAnswer();
    } else if (answer.failure() instanceof ServerSaid said) {
      session.deliverError(ErrorPosition.moved(said.message(), offset));
    } else {
      giveUp(answer.failure());
    }
  }

  /** A message that is sent on as it is, whatever statements are in it. */
  private void unsplit(String text, List<byte[]> messages, Facts facts) throws IOException {
    session.ship(messages, false);
    int index = take.log().nextIndex();
    Answer answer = session.relay();
    take.othersWereBusy(session); // what they know counts no more
    if (inspector != null) {
      inspector.forget();
    }
    Performed performed = new Performed(answer, facts);
    note(index, text, performed);
    deliver(performed, 0);
    session.deliverReady();
  }

  /** Statements of one message: one transaction, unless they say otherwise themselves. */
  private void several(List<SqlParts.Part> parts) throws IOException {
    for (SqlParts.Part part : parts) {
      boolean control = part.kind() == Kind.TRANSACTION_CONTROL;
      if (session.idle() && !control && !begin()) {
        break;
      }
      session.deliverAnswer();
      byte[] message =
          Injected.message('Q', part.sql().getBytes(session.encoding().get()), new byte[1]);
      Performed performed = perform(part, List.of(message), false);
      if (!performed.answer().ok()) {
        deliver(performed, part.offset());
        rollBack();
        session.deliverReady();
        return;
      }
      session.flush();
    }
    ServerSaid refused = commit();
    if (refused == null) {
      session.deliverAnswer();
    } else {
      session.deliverError(refused.message());
    }
    session.deliverReady();
  }

  private void execute(byte[] message) throws IOException {
    boolean first = session.idle() && !ownBlock;
    List<byte[]> next = first ? session.client().upToWaiting() : List.of();
    List<SqlParts.Part> parts = group.executed(message, next, session.encoding().get());
    if (first && parts.size() > 1 && endsWith('S', next) && TransactionScope.apart(parts)) {
      unsplitGroup(message, parts);
      return;
    }
    group.execute(message);
    boolean alone = !next.isEmpty() && next.get(0)[0] == 'S';
    if (first && !alone && parts.get(0).kind() != Kind.TRANSACTION_CONTROL) {
      begin();
    }
    group.takeExpected();
    Answer answer = perform(parts.get(0), group.take(), true).answer();
    if (answer.ok()) {
      session.deliverAnswer();
    } else if (answer.failure() instanceof ServerSaid said) {
      refused(said);
    } else {
      giveUp(answer.failure());
    }
  }

  private static boolean endsWith(char type, List<byte[]> messages) {
    return !messages.isEmpty() && messages.get(messages.size() - 1)[0] == type;
  }

  /** Messages up to Sync, sent on as they are. */
  private void unsplitGroup(byte[] execute, List<SqlParts.Part> parts) throws IOException {
    group.execute(execute);
    WireReader client = session.client();
    boolean synced = false;
    while (!synced && client.next()) {
      byte[] message = client.message();
      synced = client.type() == 'S';
      group.pass(client.type(), message, session.encoding().get());
    }
    group.takeExpected();
    String text = parts.stream().map(SqlParts.Part::sql).collect(Collectors.joining("; "));
    unsplit(text, group.take(), Facts.unseen(MIXED));
  }

  /** In the extended protocol a statement is complete before its transaction is. */
  private void refused(ServerSaid said) throws IOException {
    if (session.answered()) {
      session.deliverAnswer();
    }
    session.deliverError(said.message());
    skipping = true;
    rollBack();
  }

  private void flush() throws IOException {
    if (!group.isEmpty()) {
      if (group.binds() && session.idle()) {
        begin(); // or the portal would not outlive the next statement of ours
      }
      int expected = group.takeExpected();
      ServerSaid failure = session.describe(group.take(), expected, false);
      if (failure != null) {
        skipping = true;
        rollBack();
      }
    }
    session.flush();
  }

  private void sync() throws IOException {
    if (!group.isEmpty()) {
      boolean wasIdle = session.idle();
      int expected = group.takeExpected();
      ServerSaid failure = session.describe(group.take(), expected, true);
      if (failure != null) {
        rollBack();
        if (wasIdle) {
          noteParseFailure(failure);
        }
      }
    }
    ServerSaid refused = commit();
    if (refused != null) {
      session.deliverError(refused.message());
    }
    skipping = false;
    session.deliverReady();
  }

  private void noteParseFailure(ServerSaid failure) {
    long now = take.ticker().nanos();
    Answer answer = new Answer(now, now, null, null, failure, List.of(), List.of());
    note(take.log().nextIndex(), group.lastParsed(), new Performed(answer, null));
  }

  private Performed perform(SqlParts.Part part, List<byte[]> messages, boolean extended)
      throws IOException {
    int index = take.log().nextIndex();
    Statement statement = new Statement(index, name, ++count, part.sql(), part.kind(), null);
    session.ship(messages, extended);
    Performed performed =
        session.status() == 'E' && part.kind() != Kind.TRANSACTION_CONTROL
            ? new Performed(session.relay(), Facts.unseen(FAILED_BLOCK))
            : inspector().inspect(statement, session);
    session.shipNothing();
    note(index, part.sql(), performed);
    return performed;
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
    Answer answer = performed.answer();
    int transaction = transactions.answered(sql, answer);
    if (session.idle()) {
      transactions.ready('I', answer.endedNanos());
    } else if (!ownBlock) {
      transactions.ready('T', answer.endedNanos());
    }
    take.log().add(new Exchange(index, name, count, sql, transaction, performed));
  }

  /** Opens a block of ours, which stands for the transaction that nobody has said BEGIN to. */
  private boolean begin() throws IOException {
    ownBlock = control("BEGIN").ok();
    return ownBlock;
  }

  private ServerSaid commit() throws IOException {
    if (!ownBlock || session.idle()) {
      ownBlock = false;
      return null;
    }
    Answer answer = control("COMMIT");
    ownBlock = false;
    transactions.ready('I', answer.endedNanos());
    if (!answer.ok() && answer.failure() instanceof ServerSaid said) {
      return said;
    }
    return null;
  }

  private void rollBack() throws IOException {
    if (ownBlock && !session.idle()) {
      Answer answer = control("ROLLBACK");
      transactions.ready('I', answer.endedNanos());
    }
    ownBlock = false;
  }

  private Answer control(String sql) throws IOException {
    session.shipNothing();
    Statement statement = new Statement(1, name, 1, sql, Kind.TRANSACTION_CONTROL, null);
    return inspector().inspect(statement, session).answer();
  }

  /** What is left of the session is of no use to anybody. */
  private void giveUp(SQLException e) throws IOException {
    if (!session.closed()) {
      take.log().trouble("a statement of " + name + " could not be inspected: " + e.getMessage());
    }
    throw new IOException(e);
  }
}
