package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.time.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/**
 * Listens on the loopback interface, on a port of its own, and joins every client that comes to the
 * server behind it. Authentication and cancel requests are the server's own; encryption ends here.
 * Closing it ends all connections; safe for threads.
 */
public final class Proxy implements AutoCloseable {

  private static final int BACKLOG = 128;

  /** How long a client may take to say who it is, postgres.c: authentication_timeout. */
  private static final int STARTUP_MILLIS = 60_000;

  private static final int CONNECT_MILLIS = 10_000;
  private static final int RETRY_MILLIS = 50;

  private final InetSocketAddress server;
  private final Joining joining;
  private final Opening opening;
  private final ServerSocket listening;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** What is done with a client and the server connection that was made for it. */
  interface Joining {

    /** Serves the connection to its end, on the calling thread; both sockets are closed after. */
    void serve(Socket client, Socket server, StartupPacket startup) throws IOException;
  }

  private Proxy(InetSocketAddress server, ProxyLog log, Encryption encryption, Joining joining)
      throws IOException {
    this.server = server;
    this.joining = joining;
    this.opening = new Opening(log, encryption);
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon("rehearse-proxy", this::listen);
  }

  /** Starts one that forwards everything at once and keeps notes. */
  public static Proxy watching(InetSocketAddress server, ProxyLog log, Ticker ticker)
      throws IOException {
    return watching(server, log, ticker, Encryption.WHEN_INSISTED_ON);
  }

  /** The same, to a client that asks for encryption as is said. */
  public static Proxy watching(
      InetSocketAddress server, ProxyLog log, Ticker ticker, Encryption encryption)
      throws IOException {
    return new Proxy(server, log, encryption, new Watching(log, ticker, sql -> {}));
  }

  /**
   * Starts one that forwards everything, but a statement only after somebody was told of it.
   *
   * @param before is told its text, on the connection's own thread, and may take its time
   */
  public static Proxy watching(
      InetSocketAddress server, ProxyLog log, Ticker ticker, Consumer<String> before)
      throws IOException {
    Watching watching = new Watching(log, ticker, before);
    return new Proxy(server, log, Encryption.WHEN_INSISTED_ON, watching);
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
    return inspecting(server, log, ticker, watches, serverMajor, Encryption.WHEN_INSISTED_ON);
  }

  /** The same, to a client that asks for encryption as is said. */
  public static Proxy inspecting(
      InetSocketAddress server,
      ProxyLog log,
      Ticker ticker,
      Inspecting.Watches watches,
      int serverMajor,
      Encryption encryption)
      throws IOException {
    Inspecting inspecting = new Inspecting(log, ticker, watches, serverMajor);
    return new Proxy(server, log, encryption, inspecting);
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
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        daemon("rehearse-proxy-client", () -> serve(client));
      } catch (IOException e) {
        pause(); // out of file descriptors, as long as it is not closed
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (closed) {
        return;
      }
      client.setTcpNoDelay(true);
      client.setSoTimeout(STARTUP_MILLIS);
      try {
        open(client);
      } catch (ProtocolViolation e) {
        refuse(client, FatalError.PROTOCOL_VIOLATION, e.getMessage());
      }
    } catch (IOException gone) {
      // Either side may leave at any time; what had been sent and not answered is in the notes.
    } finally {
      open.remove(client);
    }
  }

  private void open(Socket client) throws IOException {
    Opening.Wish wish = opening.read(client);
    if (wish.tls() != null) {
      bridge(wish.tls());
    } else if (wish.packet() != null) {
      client.setSoTimeout(0);
      join(client, wish.packet());
    }
  }

  /** What comes through it is served as a connection of its own. */
  private void bridge(SSLSocket tls) throws IOException {
    Socket plain = new Socket();
    open.add(plain);
    try (plain) {
      plain.setTcpNoDelay(true);
      plain.connect(listening.getLocalSocketAddress(), CONNECT_MILLIS);
      TlsBridge.join(tls, plain);
    } finally {
      open.remove(plain);
    }
  }

  private void join(Socket client, StartupPacket packet) throws IOException {
    Socket upstream = new Socket();
    open.add(upstream);
    try (upstream) {
      if (connected(upstream, client)) {
        upstream.getOutputStream().write(packet.bytes());
        if (packet.cancels()) {
          // The server closes when it has sent the signal, and libpq waits for that.
          upstream.getInputStream().readAllBytes();
        } else {
          joining.serve(client, upstream, packet);
        }
      }
    } finally {
      open.remove(upstream);
    }
  }

  private boolean connected(Socket upstream, Socket client) throws IOException {
    try {
      upstream.setTcpNoDelay(true);
      upstream.connect(server, CONNECT_MILLIS);
      return !closed;
    } catch (IOException e) {
      refuse(client, FatalError.CANNOT_CONNECT_NOW, "the disposable server does not answer");
      return false;
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
