package dev.rehearsal.harness.proxy;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.postgresql.util.PSQLException;

/** An error of the server to a statement, with the message that carried it. */
final class ServerSaid extends PSQLException {
  private static final long serialVersionUID = 1L;

  private final byte[] message;

  ServerSaid(byte[] message, Charset charset) {
    super(ServerText.fields(Arrays.copyOfRange(message, 5, message.length), charset));
    this.message = message;
  }

  byte[] message() {
    return message;
  }
}
