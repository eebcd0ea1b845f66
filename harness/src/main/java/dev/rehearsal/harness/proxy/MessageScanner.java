package dev.rehearsal.harness.proxy;

/**
 * Finds the messages in one direction of a connection, however the bytes come. Bodies that somebody
 * wants are kept until they are whole, up to a bound; all others pass without being kept, so that
 * memory does not follow the size of a message. Used by one thread.
 */
final class MessageScanner {

  /** What follows the type at least: its own four bytes of length. */
  private static final int LEAST_LENGTH = 4;

  /** What the server takes, pqcomm.h: PQ_LARGE_MESSAGE_LIMIT. */
  private static final int MOST_LENGTH = 0x3fffffff;

  private static final int HEADER = 5;

  /** Gets the messages. */
  interface Listener {

    /**
     * How much of such a message's body is of interest.
     *
     * @throws ProtocolViolation if there is no such message in this direction
     */
    int wanted(char type) throws ProtocolViolation;

    /** A message is there as a whole, before its last byte is passed on. */
    void message(char type, byte[] body) throws ProtocolViolation;
  }

  private static final byte[] NOTHING = new byte[0];

  private final Listener listener;
  private final byte[] header = new byte[HEADER];
  private int headerFilled;
  private byte[] kept = NOTHING;
  private int keptFilled;
  private int bodyLeft;

  MessageScanner(Listener listener) {
    this.listener = listener;
  }

  /** Looks at the next bytes of the stream. */
  void scan(byte[] bytes, int length) throws ProtocolViolation {
    int at = 0;
    while (at < length) {
      at += headerFilled < HEADER ? header(bytes, at, length) : body(bytes, at, length);
    }
  }

  private int header(byte[] bytes, int from, int to) throws ProtocolViolation {
    int taken = Math.min(HEADER - headerFilled, to - from);
    System.arraycopy(bytes, from, header, headerFilled, taken);
    headerFilled += taken;
    if (headerFilled == HEADER) {
      begin();
    }
    return taken;
  }

  private void begin() throws ProtocolViolation {
    int length = Bytes.int32(header, 1);
    int wanted = listener.wanted(type());
    if (length < LEAST_LENGTH || length > MOST_LENGTH) {
      throw new ProtocolViolation("invalid message length " + length);
    }
    bodyLeft = length - LEAST_LENGTH;
    kept = wanted == 0 ? NOTHING : new byte[Math.min(wanted, bodyLeft)];
    keptFilled = 0;
    endIfWhole();
  }

  private int body(byte[] bytes, int from, int to) throws ProtocolViolation {
    int taken = Math.min(bodyLeft, to - from);
    int keep = Math.min(taken, kept.length - keptFilled);
    System.arraycopy(bytes, from, kept, keptFilled, keep);
    keptFilled += keep;
    bodyLeft -= taken;
    endIfWhole();
    return taken;
  }

  private void endIfWhole() throws ProtocolViolation {
    if (bodyLeft == 0) {
      headerFilled = 0;
      byte[] body = kept;
      kept = NOTHING;
      listener.message(type(), body);
    }
  }

  private char type() {
    return (char) (header[0] & 0xff);
  }
}
