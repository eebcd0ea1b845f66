package dev.rehearsal.harness.proxy;

import java.nio.charset.Charset;

/** Notes what the server answers. */
final class ServerMessages implements MessageScanner.Listener {

  private static final int KEPT = 64 << 10;

  private final ProxyLog log;
  private final String session;
  private final SessionNotes notes;
  private final ClientEncoding encoding;
  private volatile CancelKey cancelKey;
  private boolean started;

  ServerMessages(ProxyLog log, String session, SessionNotes notes, ClientEncoding encoding) {
    this.log = log;
    this.session = session;
    this.notes = notes;
    this.encoding = encoding;
  }

  @Override
  public int wanted(char type) {
    return switch (type) {
      case 'C', 'E', 'I', 'K', 'N', 'S', 'Z', 's' -> KEPT;
      default -> 0;
    };
  }

  @Override
  public void message(char type, byte[] body) throws ProtocolViolation {
    Charset charset = encoding.get();
    switch (type) {
      case 'C' -> notes.complete(Bytes.string(body, 0, charset));
      case 's' -> notes.complete("SELECT");
      case 'I' -> notes.complete("");
      case 'E' -> notes.error(ServerText.error(body, charset));
      case 'N' -> notes.notice(ServerText.fields(body, charset));
      case 'S' -> encoding.parameter(body);
      case 'K' -> letIn(new CancelKey(body));
      case 'Z' -> ready(body);
      default -> {}
    }
  }

  private void letIn(CancelKey key) {
    cancelKey = key;
    log.letIn(session, key.backendPid());
  }

  /** What ends the session's statement, or null where the session has not begun. */
  CancelKey cancelKey() {
    return cancelKey;
  }

  /** The first is about the start of the session, for which no statement was sent. */
  private void ready(byte[] body) {
    if (started) {
      notes.ready((char) body[0]);
    }
    started = true;
  }
}
