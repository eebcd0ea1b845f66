package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * What a client gets of an answer: rows at once, the rest when it is certain that it stands, since
 * the statement may have to be sent again in another way, or fail at its commit.
 */
final class ClientAnswer {

  /** How much of an answer is kept back. */
  private static final int HELD_MOST = 256 << 10;

  private final Link link;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private byte[] end;
  private int messages;
  private int delivered;
  private int known;
  private boolean streamed;

  ClientAnswer(Link link) {
    this.link = link;
  }

  /** A new statement's answer begins. */
  void begin() {
    held.reset();
    end = null;
    messages = 0;
    delivered = 0;
    known = 0;
    streamed = false;
  }

  /** The same statement's answer begins anew; what the client has had of it is not repeated. */
  void beginAgain() {
    held.reset();
    end = null;
    messages = 0;
    known = delivered;
  }

  /** Whether the client has had rows or was asked for some, which cannot be done again. */
  boolean streamed() {
    return streamed;
  }

  /** Passes on the message that the server's reader stands at. */
  void stream() throws IOException {
    streamed = true;
    holdEnd();
    deliverHeld();
    link.server().pipe(link.toClient());
  }

  /** Keeps a message back. */
  void hold(byte[] message) throws IOException {
    if (messages++ < known) {
      return;
    }
    held.write(message);
    if (held.size() > HELD_MOST) {
      deliverHeld();
      delivered = messages;
    }
  }

  /** The message that ends a statement; it may turn out not to be the last. */
  void end(byte[] message) throws IOException {
    holdEnd();
    end = message;
  }

  /** What was taken to be the end was that of a statement before. */
  void holdEnd() throws IOException {
    if (end != null) {
      byte[] before = end;
      end = null;
      hold(before);
    }
  }

  /** Whether the statement itself was answered well. */
  boolean ended() {
    return end != null;
  }

  private void deliverHeld() throws IOException {
    held.writeTo(link.toClient());
    held.reset();
  }

  /** All of it. */
  void deliver() throws IOException {
    deliverHeld();
    if (end != null) {
      link.toClient().write(end);
      end = null;
    }
  }

  /** An error in place of the end. */
  void deliverError(byte[] message) throws IOException {
    deliverHeld();
    link.toClient().write(message);
    end = null;
  }

  /** That the next statement may come. A server that is gone has not said so. */
  void deliverReady() throws IOException {
    if (!link.serverGone()) {
      link.settings().tell(link.toClient());
      link.toClient().write(Injected.message('Z', new byte[] {(byte) link.status()}));
    }
    link.toClient().flush();
  }
}
