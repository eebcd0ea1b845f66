package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement.Kind;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Performed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extended protocol: what is executed before one Sync is one transaction, unless it says
 * otherwise itself. Used by one thread.
 */
final class ExtendedQuery {

  private static final String TOGETHER =
      "sent before one Sync with BEGIN or COMMIT behind other statements, or with LOCK or DECLARE,"
          + " which cannot be taken apart; nothing was inspected";

  private final ToolSession session;
  private final Performing performing;
  private final ExtendedGroup group = new ExtendedGroup();
  private boolean skipping;

  ExtendedQuery(ToolSession session, Performing performing) {
    this.session = session;
    this.performing = performing;
  }

  /** Whether messages are passed over up to Sync, as the server does after an error. */
  boolean skipping() {
    return skipping;
  }

  private Charset charset() {
    return session.link().encoding().get();
  }

  void add(char type, byte[] message) {
    group.add(type, message, charset());
  }

  void execute(byte[] message) throws IOException {
    boolean first = session.idle() && !performing.ownBlock();
    List<byte[]> next = first ? session.link().client().upToWaiting() : List.of();
    List<SqlParts.Part> parts = group.executed(message, next, charset());
    if (first && parts.size() > 1 && endsInSync(next) && TransactionScope.together(parts)) {
      together(message, parts);
      return;
    }
    group.execute(message);
    boolean alone = !next.isEmpty() && next.get(0)[0] == 'S';
    if (first && !alone && parts.get(0).kind() != Kind.TRANSACTION_CONTROL) {
      performing.begin();
    }
    group.takeExpected();
    Performed performed = performing.perform(parts.get(0), new Shipment(group.take(), true));
    if (performed.answer().ok()) {
      session.toClient().deliver();
    } else {
      refused(performed.answer());
    }
  }

  private static boolean endsInSync(List<byte[]> messages) {
    return !messages.isEmpty() && messages.get(messages.size() - 1)[0] == 'S';
  }

  /** Messages up to Sync, sent on as they are. */
  private void together(byte[] execute, List<SqlParts.Part> parts) throws IOException {
    group.execute(execute);
    WireReader client = session.link().client();
    boolean synced = false;
    while (!synced && client.next()) {
      byte[] message = client.message();
      synced = client.type() == 'S';
      group.pass(client.type(), message, charset());
    }
    group.takeExpected();
    String text = parts.stream().map(SqlParts.Part::sql).collect(Collectors.joining("; "));
    Answer answer =
        performing.performUnseen(text, new Shipment(group.take(), false), TOGETHER).answer();
    if (answer.ok()) {
      session.toClient().deliver();
    } else {
      deliverError(answer);
    }
    session.toClient().deliverReady();
  }

  private void deliverError(Answer answer) throws IOException {
    if (answer.failure() instanceof ServerSaid said) {
      session.toClient().deliverError(said.message());
    } else {
      performing.giveUp(answer.failure());
    }
  }

  /** Here a statement is complete before its transaction is. */
  private void refused(Answer answer) throws IOException {
    if (session.toClient().ended()) {
      session.toClient().deliver();
    }
    deliverError(answer);
    skipping = true;
    performing.rollBack();
  }

  void flush() throws IOException {
    if (!group.isEmpty()) {
      if (group.binds() && session.idle()) {
        performing.begin(); // or the portal would not outlive the next statement of ours
      }
      int expected = group.takeExpected();
      if (session.describe(group.take(), expected, false) != null) {
        skipping = true;
        performing.rollBack();
      }
    }
    session.link().toClient().flush();
  }

  void sync() throws IOException {
    if (!group.isEmpty()) {
      boolean wasIdle = session.idle();
      int expected = group.takeExpected();
      ServerSaid failure = session.describe(group.take(), expected, true);
      if (failure != null) {
        performing.rollBack();
        if (wasIdle) {
          performing.noteRefusal(group.lastParsed(), failure);
        }
      }
    }
    ServerSaid refused = performing.commit();
    if (refused != null) {
      session.toClient().deliverError(refused.message());
    }
    skipping = false;
    session.toClient().deliverReady();
  }
}
