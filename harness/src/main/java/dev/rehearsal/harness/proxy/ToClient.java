package dev.rehearsal.harness.proxy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a client that cannot be written to from a server that cannot. */
final class ToClient extends FilterOutputStream {

  ToClient(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      ClientLeft left = new ClientLeft();
      left.initCause(e);
      throw left;
    }
  }
}
