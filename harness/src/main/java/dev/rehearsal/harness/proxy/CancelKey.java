package dev.rehearsal.harness.proxy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What it takes to end the statement that a session performs: its BackendKeyData, whose secret is
 * longer from protocol 3.2 on.
 */
final class CancelKey {

  private static final int PATIENCE_MILLIS = 2000;
  private static final int LENGTH_AND_CODE = 8;

  private final byte[] pidAndSecret;

  /**
   * @param body of a BackendKeyData message
   */
  CancelKey(byte[] body) {
    this.pidAndSecret = body;
  }

  int backendPid() {
    return Bytes.int32(pidAndSecret, 0);
  }

  /**
   * Ends the statement of a client that has left. The server would go on with it, since it looks
   * after its client only when it has something to say.
   */
  void send(SocketAddress server) {
    ByteBuffer request = ByteBuffer.allocate(LENGTH_AND_CODE + pidAndSecret.length);
    request.putInt(request.capacity()).putInt(StartupPacket.CANCEL_REQUEST).put(pidAndSecret);
    try (Socket socket = new Socket()) {
      socket.connect(server, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.array());
      socket.getInputStream().readAllBytes(); // it closes when the signal is sent
    } catch (IOException serverGone) {
      // Then so is the statement.
    }
  }
}
