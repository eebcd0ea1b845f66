package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.InspectedSession;
import dev.rehearsal.harness.time.Ticker;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * A tool's session with the server behind it, one step at a time: sends what the tool sent, lets
 * pass what comes at once, and keeps the end of the answer until it is asked to deliver it. Used by
 * one thread.
 */
final class ToolSession implements InspectedSession {

  private static final int BUFFER = 64 << 10;
  private static final int HEADER = 5;

  /** How much of an answer is kept back, in case the statement has to be sent again. */
  private static final int HELD_MOST = 256 << 10;

  private static final int NOTICES_KEPT = 200;

  private final WireReader server;
  private final OutputStream toServer;
  private final WireReader client;
  private final OutputStream toClient;
  private final ClientEncoding encoding = new ClientEncoding();
  private final Ticker ticker;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private List<byte[]> shipment;
  private boolean extended;
  private byte[] end;
  private char status;
  private int backendPid;
  private IOException lost;

  ToolSession(Socket client, Socket server, Ticker ticker) throws IOException {
    this.server = new WireReader(server.getInputStream());
    this.toServer = new BufferedOutputStream(server.getOutputStream(), BUFFER);
    this.client = new WireReader(client.getInputStream());
    this.toClient = new BufferedOutputStream(client.getOutputStream(), BUFFER);
    this.ticker = ticker;
  }

  WireReader client() {
    return client;
  }

  ClientEncoding encoding() {
    return encoding;
  }

  char status() {
    return status;
  }

  @Override
  public int backendPid() {
    return backendPid;
  }

  @Override
  public boolean idle() {
    return status == 'I';
  }

  @Override
  public boolean closed() {
    return lost != null;
  }

  /** Passes on what both sides say until the session is ready for its first statement. */
  void start() throws IOException {
    while (status == 0) {
      char type = nextOfServer();
      byte[] message = server.message();
      toClient.write(message);
      switch (type) {
        case 'R' -> authenticate(Bytes.int32(message, HEADER));
        case 'K' -> backendPid = Bytes.int32(message, HEADER);
        case 'S' -> encoding.parameter(body(message));
        case 'Z' -> status = (char) message[HEADER];
        default -> {}
      }
    }
    toClient.flush();
  }

  /** Every request but "ok" (0) and "that was it" (12) is answered by the client. */
  private void authenticate(int request) throws IOException {
    if (request != 0 && request != 12) {
      toClient.flush();
      if (!client.next()) {
        throw new IOException("the client left while it was to authenticate itself");
      }
      client.pipe(toServer);
      toServer.flush();
    }
  }

  /**
   * What {@link #run(Statement)} sends from now on.
   *
   * @param extended whether they are messages that Sync has to follow
   */
  void ship(List<byte[]> messages, boolean extended) {
    this.shipment = messages;
    this.extended = extended;
    this.end = null;
  }

  /** Statements are sent as text of our own again. */
  void shipNothing() {
    shipment = null;
  }

  @Override
  public Answer run(Statement statement) {
    return shipment == null ? run(statement.sql()) : relay();
  }

  /** Sends what is to be shipped; the answer's end is kept back. */
  Answer relay() {
    held.reset();
    end = null;
    long started = ticker.nanos();
    AnswerParts parts = new AnswerParts();
    try {
      for (byte[] message : shipment) {
        toServer.write(message);
      }
      if (extended) {
        toServer.write(Injected.SYNC);
      }
      toServer.flush();
      while (relayed(parts)) {}
    } catch (IOException e) {
      lost(e, parts);
    }
    return parts.answer(started, ticker.nanos());
  }

  /** One message of the answer; false for the last. */
  private boolean relayed(AnswerParts parts) throws IOException {
    char type = nextOfServer();
    switch (type) {
      case 'D', 'd', 'H', 'W' -> {
        deliverHeld();
        server.pipe(toClient);
      }
      case 'G' -> {
        deliverHeld();
        server.pipe(toClient);
        toClient.flush();
        copyIn();
      }
      case 'Z' -> {
        status = (char) server.message()[HEADER];
        return false;
      }
      default -> keep(type, server.message(), parts);
    }
    return true;
  }

  private void keep(char type, byte[] message, AnswerParts parts) throws IOException {
    switch (type) {
      case 'C', 'I', 's' -> {
        holdEnd();
        end = message;
        parts.ended(type, body(message));
      }
      case 'E' -> {
        holdEnd(); // of a statement before the one that failed
        parts.failure = new ServerSaid(message, encoding.get());
      }
      case 'N' -> {
        if (!parts.witness(body(message))) {
          hold(message);
        }
      }
      case 'S' -> {
        encoding.parameter(body(message));
        hold(message);
      }
      default -> {
        holdEnd();
        hold(message);
      }
    }
  }

  private void holdEnd() throws IOException {
    if (end != null) {
      hold(end);
      end = null;
    }
  }

  private void hold(byte[] message) throws IOException {
    held.write(message);
    if (held.size() > HELD_MOST) {
      deliverHeld();
    }
  }

  /** The client's data, up to where it says that it is done. */
  private void copyIn() throws IOException {
    while (client.next()) {
      char type = client.type();
      if (type == 'S' || type == 'H') {
        client.message(); // the server passes over them here
        continue;
      }
      client.pipe(toServer);
      if (type == 'c' || type == 'f') {
        if (extended) {
          // Ours was passed over as the client's was, which it will send again.
          toServer.write(Injected.SYNC);
        }
        toServer.flush();
        return;
      }
      if (type != 'd') {
        throw new ProtocolViolation("message type " + (int) type + " within COPY data");
      }
    }
    throw new IOException("the client left within COPY data");
  }

  @Override
  public Answer run(String sql) {
    AnswerParts parts = new AnswerParts();
    long started = ticker.nanos();
    converse(sql, parts, null);
    return parts.answer(started, ticker.nanos());
  }

  @Override
  public List<List<String>> ask(String sql) throws SQLException {
    AnswerParts parts = new AnswerParts();
    List<List<String>> rows = new ArrayList<>();
    converse(sql, parts, rows);
    if (parts.failure != null) {
      throw new SQLException(parts.failure.getMessage(), parts.failure.getSQLState());
    }
    return rows;
  }

  private void converse(String sql, AnswerParts parts, List<List<String>> rows) {
    try {
      toServer.write(Injected.statement(sql, encoding.get()));
      toServer.flush();
      while (true) {
        char type = nextOfServer();
        byte[] message = server.message();
        switch (type) {
          case 'C' -> parts.ended(type, body(message));
          case 'E' -> parts.failure = new ServerSaid(message, encoding.get());
          case 'N' -> parts.witness(body(message));
          case 'A', 'S' -> toClient.write(message);
          case 'D' -> {
            if (rows != null) {
              rows.add(Injected.columns(message, encoding.get()));
            }
          }
          default -> {}
        }
        if (type == 'Z') {
          status = (char) message[HEADER];
          return;
        }
      }
    } catch (IOException e) {
      lost(e, parts);
    }
  }

  private void lost(IOException e, AnswerParts parts) {
    lost = e;
    // What the server said before it went is the better reason.
    if (parts.failure == null) {
      parts.failure = new PSQLException("the connection was lost", PSQLState.CONNECTION_FAILURE, e);
    }
  }

  /**
   * Sends messages that execute nothing and delivers the answers.
   *
   * @param expected how many answers there are if none is an error; with Sync behind them all
   * @return the error, or null
   */
  ServerSaid describe(List<byte[]> messages, int expected, boolean sync) throws IOException {
    for (byte[] message : messages) {
      toServer.write(message);
    }
    toServer.write(sync ? Injected.SYNC : Injected.FLUSH);
    toServer.flush();
    int answers = 0;
    ServerSaid failure = null;
    while (sync || failure == null && answers < expected) {
      char type = nextOfServer();
      byte[] message = server.message();
      if (type == 'Z') {
        status = (char) message[HEADER];
        return failure;
      }
      if (type == 'E') {
        failure = new ServerSaid(message, encoding.get());
      }
      toClient.write(message);
      answers += "123Tn".indexOf(type) >= 0 ? 1 : 0;
    }
    if (failure != null) {
      describe(List.of(), 0, true);
    }
    return failure;
  }

  /** Whether the statement itself was answered well. */
  boolean answered() {
    return end != null;
  }

  void deliverHeld() throws IOException {
    held.writeTo(toClient);
    held.reset();
  }

  /** What was kept back, with the end of the answer. */
  void deliverAnswer() throws IOException {
    deliverHeld();
    if (end != null) {
      toClient.write(end);
      end = null;
    }
  }

  /** What was kept back, with an error in place of the end. */
  void deliverError(byte[] message) throws IOException {
    deliverHeld();
    toClient.write(message);
    end = null;
  }

  void deliverReady() throws IOException {
    toClient.write(Injected.message('Z', new byte[] {(byte) status}));
    toClient.flush();
  }

  void flush() throws IOException {
    toClient.flush();
  }

  void send(byte[] message) throws IOException {
    toServer.write(message);
    toServer.flush();
  }

  private char nextOfServer() throws IOException {
    if (!server.next()) {
      throw new IOException("the server closed the connection");
    }
    return server.type();
  }

  private static byte[] body(byte[] message) {
    return Arrays.copyOfRange(message, HEADER, message.length);
  }

  /** An answer as it comes together. */
  private final class AnswerParts {
    private final List<Answer.Notice> notices = new ArrayList<>();
    private final List<String> witnessed = new ArrayList<>();
    private String tag;
    private Long rows;
    private PSQLException failure;

    void ended(char type, byte[] body) {
      String text = type == 'C' ? Bytes.string(body, 0, encoding.get()) : "";
      tag = type == 's' ? "SELECT" : ServerText.tag(text);
      rows = ServerText.rows(text);
    }

    /** Whether a notice was our own trigger's, which the client must not see. */
    boolean witness(byte[] body) {
      ServerErrorMessage fields = ServerText.fields(body, encoding.get());
      if (DdlWitness.SQLSTATE.equals(fields.getSQLState())) {
        witnessed.add(fields.getMessage());
        return true;
      }
      if (notices.size() < NOTICES_KEPT) {
        notices.add(ServerText.notice(fields));
      }
      return false;
    }

    Answer answer(long started, long ended) {
      return failure == null
          ? new Answer(started, ended, tag, rows, null, notices, witnessed)
          : new Answer(started, ended, null, null, failure, notices, witnessed);
    }
  }
}
