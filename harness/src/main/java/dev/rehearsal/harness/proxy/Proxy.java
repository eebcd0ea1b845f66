package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.time.Ticker;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens on the loopback interface, on a port of its own, and joins every client that comes to the
 * server behind it. Refuses encryption, as a server without it does; authentication and cancel
 * requests are the server's own. Closing it ends all connections; safe for threads.
 */
public final class Proxy implements AutoCloseable {

  private static final int BACKLOG = 128;

  /** How long a client may take to say who it is, postgres.c: authentication_timeout. */
  private static final int STARTUP_MILLIS = 60_000;

  private static final int CONNECT_MILLIS = 10_000;

  private final InetSocketAddress server;
  private final Joining joining;
  private final ServerSocket listening;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** What is done with a client and the server connection that was made for it. */
  interface Joining {

    /** Serves the connection to its end, on the calling thread; both sockets are closed after. */
    void serve(Socket client, Socket server, StartupPacket startup) throws IOException;
  }

  private Proxy(InetSocketAddress server, Joining joining) throws IOException {
    this.server = server;
    this.joining = joining;
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon("rehearse-proxy", this::listen);
  }

  /** Starts one that forwards everything at once and keeps notes. */
  public static Proxy watching(InetSocketAddress server, ProxyLog log, Ticker ticker)
      throws IOException {
    return new Proxy(server, new Watching(log, ticker));
  }

  /**
   * Starts one that inspects each statement before its transaction ends.
   *
   * @param watches looks at sessions from outside
   */
  public static Proxy inspecting(
      InetSocketAddress server,
      ProxyLog log,
      Ticker ticker,
      Inspecting.Watches watches,
      int serverMajor)
      throws IOException {
    return new Proxy(server, new Inspecting(log, ticker, watches, serverMajor));
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void listen() {
    while (!closed) {
      try {
        Socket client = listening.accept();
        open.add(client);
        daemon("rehearse-proxy-client", () -> serve(client));
      } catch (IOException e) {
        if (listening.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(STARTUP_MILLIS);
      DataInputStream in = new DataInputStream(client.getInputStream());
      try {
        StartupPacket packet = startup(in, client.getOutputStream());
        if (packet != null) {
          client.setSoTimeout(0);
          join(client, packet);
        }
      } catch (ProtocolViolation e) {
        refuse(client, FatalError.PROTOCOL_VIOLATION, e.getMessage());
      }
    } catch (IOException gone) {
      // Either side may leave at any time; what had been sent and not answered is in the notes.
    } finally {
      open.remove(client);
    }
  }

  private static StartupPacket startup(DataInputStream in, OutputStream out) throws IOException {
    StartupPacket packet = StartupPacket.read(in);
    while (packet != null && packet.asksForEncryption()) {
      out.write('N');
      packet = StartupPacket.read(in);
    }
    return packet;
  }

  private void join(Socket client, StartupPacket packet) throws IOException {
    try (Socket upstream = new Socket()) {
      open.add(upstream);
      try {
        upstream.setTcpNoDelay(true);
        upstream.connect(server, CONNECT_MILLIS);
      } catch (IOException e) {
        refuse(client, FatalError.CANNOT_CONNECT_NOW, "the disposable server does not answer");
        return;
      }
      if (closed) {
        return;
      }
      upstream.getOutputStream().write(packet.bytes());
      if (packet.cancels()) {
        // The server closes when it has sent the signal, and libpq waits for that.
        upstream.getInputStream().readAllBytes();
      } else {
        joining.serve(client, upstream, packet);
      }
      open.remove(upstream);
    }
  }

  /** Tells the client, if it listens, and gives it the time to read it. */
  static void refuse(Socket client, String sqlState, String text) throws IOException {
    client.getOutputStream().write(FatalError.message(sqlState, text));
    client.shutdownOutput();
    client.setSoTimeout(1000);
    byte[] rest = new byte[8192];
    long budget = 1 << 20;
    for (int read = 0; read >= 0 && budget > 0; budget -= read) {
      read = client.getInputStream().read(rest);
    }
  }

  /**
   * Waits until all clients have left, so that all they did is in the notes.
   *
   * @return whether they have; not if the patience or the thread's came to an end before
   */
  public boolean drain(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!open.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return open.isEmpty();
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(listening);
    open.forEach(Proxy::closeQuietly);
  }

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closing a socket that the other side has reset may fail; it is closed all the same.
    }
  }
}
