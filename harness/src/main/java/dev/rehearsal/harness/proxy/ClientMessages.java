package dev.rehearsal.harness.proxy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Notes what a client sends. */
final class ClientMessages implements MessageScanner.Listener {

  /** A longer statement is noted by its beginning. */
  static final int TEXT_KEPT = 4 << 20;

  /** The names in Bind, Describe, Execute and Close; NAMEDATALEN does not bind the protocol. */
  private static final int NAMES_KEPT = 8 << 10;

  private final SessionNotes notes;
  private final Supplier<Charset> charset;
  private final Consumer<String> before;
  private boolean terminated;

  /**
   * @param before is told each statement before it is passed on, and may take its time
   */
  ClientMessages(SessionNotes notes, Supplier<Charset> charset, Consumer<String> before) {
    this.notes = notes;
    this.charset = charset;
    this.before = before;
  }

  @Override
  public int wanted(char type) throws ProtocolViolation {
    switch (type) {
      case 'Q':
      case 'P':
        return TEXT_KEPT;
      case 'B':
      case 'E':
      case 'C':
        return NAMES_KEPT;
      case 'D', 'F', 'H', 'S', 'X', 'c', 'd', 'f', 'p':
        return 0;
      default:
        throw new ProtocolViolation("invalid frontend message type " + (int) type);
    }
  }

  @Override
  public void message(char type, byte[] body) {
    switch (type) {
      case 'Q' -> query(string(body, 0));
      case 'P' -> parse(string(body, 0), string(body, Bytes.afterString(body, 0)));
      case 'B' -> notes.bind(string(body, 0), string(body, Bytes.afterString(body, 0)));
      case 'E' -> notes.execute(string(body, 0));
      case 'C' -> closed(body);
      case 'F' -> notes.query(List.of("(function call)"));
      case 'S' -> notes.sync();
      case 'X' -> terminated = true;
      case 'c', 'f' -> notes.copyEnds();
      default -> {}
    }
  }

  private void query(String text) {
    List<String> statements = SqlParts.of(text).stream().map(SqlParts.Part::sql).toList();
    statements.forEach(before);
    notes.query(statements);
  }

  private void parse(String name, String text) {
    before.accept(text);
    notes.parse(name, text);
  }

  private void closed(byte[] body) {
    if (body.length > 1) {
      notes.close((char) body[0], string(body, 1));
    }
  }

  /** Whether the client said goodbye. */
  boolean terminated() {
    return terminated;
  }

  private String string(byte[] body, int from) {
    return Bytes.string(body, from, charset.get());
  }
}
