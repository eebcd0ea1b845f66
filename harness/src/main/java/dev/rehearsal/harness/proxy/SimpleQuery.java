package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement.Kind;
import dev.rehearsal.harness.replay.Performed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * Simple queries, taken apart where they hold several statements: one transaction, unless they say
 * otherwise themselves. Used by one thread.
 */
final class SimpleQuery {

  private static final int HEADER = 5;
  private static final String INSEPARABLE =
      "sent in one message in which a transaction is begun with modes, or prepared, behind other"
          + " statements, which cannot be taken apart; nothing was inspected";
  private static final String OTHER_STRINGS =
      "sent while standard_conforming_strings is off, under which it cannot be told where a"
          + " statement ends; nothing was inspected";

  private final ToolSession session;
  private final Performing performing;

  SimpleQuery(ToolSession session, Performing performing) {
    this.session = session;
    this.performing = performing;
  }

  void perform(byte[] message) throws IOException {
    Charset charset = session.link().encoding().get();
    String text = Bytes.string(message, HEADER, charset);
    List<SqlParts.Part> parts = SqlParts.of(text);
    if (parts.isEmpty()) {
      session.ship(new Shipment(List.of(message), false));
      session.relay();
      session.shipNothing();
      session.toClient().deliver();
    } else if (!Arrays.equals(message, query(text, charset))) {
      one(new SqlParts.Part(text, Kind.PLAIN, 0), message); // which the server will refuse
    } else if (parts.size() == 1) {
      one(parts.get(0), message);
    } else if (!session.link().standardStrings()) {
      unseen(text, List.of(message), OTHER_STRINGS);
    } else if (!TransactionScope.separable(parts, session.idle())) {
      unseen(text, List.of(message), INSEPARABLE);
    } else {
      several(parts, charset);
    }
    session.toClient().deliverReady();
  }

  private static byte[] query(String text, Charset charset) {
    return Injected.message('Q', text.getBytes(charset), new byte[1]);
  }

  private void one(SqlParts.Part part, byte[] message) throws IOException {
    deliver(performing.perform(part, new Shipment(List.of(message), false)), 0);
  }

  private void unseen(String text, List<byte[]> messages, String why) throws IOException {
    deliver(performing.performUnseen(text, new Shipment(messages, false), why), 0);
  }

  /** The call of a function by its OID, which is answered as a query is. */
  void call(byte[] message) throws IOException {
    unseen("(function call)", List.of(message), "a function call");
    session.toClient().deliverReady();
  }

  /** False if it was an error. */
  private boolean deliver(Performed performed, int offset) throws IOException {
    if (performed.answer().ok()) {
      session.toClient().deliver();
      return true;
    }
    if (performed.answer().failure() instanceof ServerSaid said) {
      session.toClient().deliverError(ErrorPosition.moved(said.message(), offset));
    } else {
      performing.giveUp(performed.answer().failure());
    }
    return false;
  }

  private void several(List<SqlParts.Part> parts, Charset charset) throws IOException {
    for (SqlParts.Part part : parts) {
      session.toClient().deliver();
      session.link().toClient().flush();
      if (!next(part, charset)) {
        performing.rollBack();
        return;
      }
    }
    ServerSaid refused = performing.commit();
    if (refused == null) {
      session.toClient().deliver();
    } else {
      session.toClient().deliverError(refused.message());
    }
  }

  /** Performs one and keeps its end back; false if it failed. */
  private boolean next(SqlParts.Part part, Charset charset) throws IOException {
    if (part.kind() != Kind.TRANSACTION_CONTROL) {
      if (session.idle()) {
        performing.begin();
      }
    } else if (performing.ownBlock()) {
      Control control = Control.of(part.sql());
      if (control.begins()) {
        performing.handOver(part);
        return true;
      }
      // The server says of it what it says where nobody has said BEGIN: a warning, or an error.
      ServerSaid refused = performing.endBefore(control);
      if (refused != null) {
        performing.noteRefusal(part.sql(), refused);
        session.toClient().deliverError(refused.message());
        return false;
      }
    }
    Shipment shipment = new Shipment(List.of(query(part.sql(), charset)), false);
    Performed performed = performing.perform(part, shipment);
    return performed.answer().ok() || deliver(performed, part.offset());
  }
}
