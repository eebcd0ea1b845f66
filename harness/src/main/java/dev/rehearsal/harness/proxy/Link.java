package dev.rehearsal.harness.proxy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;

/**
 * A client and the server session behind it. While one of them is waited for, what happens at the
 * other is not missed: a client that leaves, and what the server says without being asked. Used by
 * one thread, but for COPY data, which a second one passes on.
 */
final class Link {

  private static final int BUFFER = 64 << 10;
  private static final int HEADER = 5;

  private final WireReader server;
  private final OutputStream toServer;
  private final WireReader client;
  private final OutputStream toClient;
  private final Socket serverSocket;
  private final SocketAddress serverAddress;
  private final ClientEncoding encoding = new ClientEncoding();
  private final ReportedSettings settings = new ReportedSettings();
  private CancelKey cancelKey;
  private boolean copying;
  private boolean serverGone;
  private char status;

  Link(Socket client, Socket server) throws IOException {
    this.serverSocket = server;
    this.serverAddress = server.getRemoteSocketAddress();
    this.server = new WireReader(server);
    this.toServer = new BufferedOutputStream(server.getOutputStream(), BUFFER);
    this.client = new WireReader(client);
    this.toClient = new BufferedOutputStream(new ToClient(client.getOutputStream()), BUFFER);
    this.server.meanwhile(this::lookAfterClient);
    this.client.meanwhile(this::lookAfterServer);
  }

  WireReader server() {
    return server;
  }

  OutputStream toServer() {
    return toServer;
  }

  WireReader client() {
    return client;
  }

  OutputStream toClient() {
    return toClient;
  }

  ClientEncoding encoding() {
    return encoding;
  }

  /** Whether a backslash in plain {@code '…'} is a backslash. */
  boolean standardStrings() {
    return !"off".equals(settings.value("standard_conforming_strings"));
  }

  ReportedSettings settings() {
    return settings;
  }

  /** As the last ReadyForQuery says; 0 before the first. */
  char status() {
    return status;
  }

  boolean serverGone() {
    return serverGone;
  }

  int backendPid() {
    return cancelKey == null ? 0 : cancelKey.backendPid();
  }

  /** Reads the next message's header; it ends the session where there is none. */
  char nextOfServer() throws IOException {
    try {
      if (server.next()) {
        return server.type();
      }
    } catch (ClientLeft | ProtocolViolation e) {
      throw e;
    } catch (IOException reset) {
      serverGone = true;
      throw reset;
    }
    throw serverClosed();
  }

  private IOException serverClosed() {
    serverGone = true;
    return new IOException("the server closed the connection");
  }

  static byte[] body(byte[] message) {
    return Arrays.copyOfRange(message, HEADER, message.length);
  }

  /** Takes note of what a message says about the session. */
  void note(char type, byte[] message) {
    switch (type) {
      case 'K' -> cancelKey = new CancelKey(body(message));
      case 'S' -> setting(message);
      case 'Z' -> status = (char) message[HEADER];
      default -> {}
    }
  }

  private void setting(byte[] message) {
    encoding.parameter(body(message));
    settings.reported(message);
  }

  /** From now on a second thread reads what the client sends. */
  void copying(boolean now) {
    copying = now;
  }

  /** Ends what the server is doing for a client that has left. */
  void cancel() {
    if (cancelKey != null) {
      cancelKey.send(serverAddress);
    }
  }

  /** Ends the session for whoever waits for the server. */
  void hangUp() {
    Proxy.closeQuietly(serverSocket);
  }

  /** A client that said goodbye gets done what it has sent, as the server would do it. */
  private void lookAfterClient() throws IOException {
    if (!copying && !client.poll() && !client.endsInTerminate()) {
      throw new ClientLeft();
    }
  }

  /** Passes on notifications, settings that were reloaded, and that the server shuts down. */
  private void lookAfterServer() throws IOException {
    if (copying) {
      return;
    }
    boolean alive = server.poll();
    while (server.pending()) {
      char type = nextOfServer();
      note(type, server.message());
      toClient.write(server.message());
      settings.told();
    }
    toClient.flush();
    if (!alive) {
      throw serverClosed();
    }
  }
}
