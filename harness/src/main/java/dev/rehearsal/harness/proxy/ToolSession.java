package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.InspectedSession;
import dev.rehearsal.harness.time.Ticker;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A tool's session with the server behind it, one step at a time: sends what the tool sent, and
 * statements of our own, of which the tool hears nothing. Used by one thread.
 */
final class ToolSession implements InspectedSession {

  private final Link link;
  private final ClientAnswer toClient;
  private final Ticker ticker;
  private Shipment shipment;
  private Answer first;
  private boolean resendRefused;
  private IOException lost;

  ToolSession(Link link, Ticker ticker) {
    this.link = link;
    this.toClient = new ClientAnswer(link);
    this.ticker = ticker;
  }

  Link link() {
    return link;
  }

  ClientAnswer toClient() {
    return toClient;
  }

  @Override
  public int backendPid() {
    return link.backendPid();
  }

  @Override
  public boolean idle() {
    return link.status() == 'I';
  }

  boolean failedBlock() {
    return link.status() == 'E';
  }

  @Override
  public boolean closed() {
    return lost != null || link.serverGone();
  }

  /** What {@link #run(Statement)} sends from now on. */
  void ship(Shipment messages) {
    shipment = messages;
    first = null;
    resendRefused = false;
    toClient.begin();
  }

  /** Statements are sent as text of our own again. */
  void shipNothing() {
    shipment = null;
  }

  /** Whether it should have been sent again and was not, for the client had rows of it. */
  boolean resendRefused() {
    return resendRefused;
  }

  @Override
  public Answer run(Statement statement) {
    if (shipment == null) {
      return run(statement.sql());
    }
    if (first == null) {
      return relay();
    }
    if (toClient.streamed()) {
      resendRefused = true;
      return first;
    }
    toClient.beginAgain();
    return relay();
  }

  /** Sends what is to be shipped; the answer's end is kept back. */
  Answer relay() {
    long started = ticker.nanos();
    AnswerParts parts = new AnswerParts(link.encoding());
    try {
      new Relay(link, shipment, toClient, parts).run();
    } catch (IOException e) {
      lost(e, parts);
    }
    first = parts.answer(started, ticker.nanos());
    return first;
  }

  @Override
  public Answer run(String sql) {
    AnswerParts parts = new AnswerParts(link.encoding());
    long started = ticker.nanos();
    converse(sql, parts, null);
    return parts.answer(started, ticker.nanos());
  }

  @Override
  public List<List<String>> ask(String sql) throws SQLException {
    AnswerParts parts = new AnswerParts(link.encoding());
    List<List<String>> rows = new ArrayList<>();
    converse(sql, parts, rows);
    if (parts.failure() != null) {
      throw new SQLException(parts.failure().getMessage(), parts.failure().getSQLState());
    }
    return rows;
  }

  private void converse(String sql, AnswerParts parts, List<List<String>> rows) {
    try {
      link.toServer().write(Injected.statement(sql, link.encoding().get()));
      link.toServer().flush();
      for (char type = 0; type != 'Z'; ) {
        type = link.nextOfServer();
        heard(type, link.server().message(), parts, rows);
      }
    } catch (IOException e) {
      lost(e, parts);
    }
  }

  private void heard(char type, byte[] message, AnswerParts parts, List<List<String>> rows)
      throws IOException {
    link.note(type, message);
    switch (type) {
      case 'C' -> parts.ended(type, Link.body(message));
      case 'E' -> parts.failed(new ServerSaid(message, link.encoding().get()));
      case 'N' -> parts.witness(Link.body(message));
      case 'A' -> link.toClient().write(message);
      case 'D' -> {
        if (rows != null) {
          rows.add(Injected.columns(message, link.encoding().get()));
        }
      }
      default -> {}
    }
  }

  private void lost(IOException e, AnswerParts parts) {
    lost = e;
    boolean left = e instanceof ClientLeft;
    if (left) {
      link.cancel();
    }
    // What the server said before it went is the better reason.
    if (parts.failure() == null) {
      String who = left ? "the client" : "the server";
      parts.failed(
          new PSQLException(who + " closed the connection", PSQLState.CONNECTION_FAILURE, e));
    }
  }

  /**
   * Sends messages that execute nothing and delivers the answers.
   *
   * @param expected how many answers there are if none is an error; with Sync behind them all
   * @return the error, or null
   */
  ServerSaid describe(List<byte[]> messages, int expected, boolean sync) throws IOException {
    List<byte[]> all = new ArrayList<>(messages);
    all.add(sync ? Injected.SYNC : Injected.FLUSH);
    new Shipment(all, false).send(link.toServer());
    int answers = 0;
    ServerSaid failure = null;
    while (sync || failure == null && answers < expected) {
      char type = link.nextOfServer();
      byte[] message = link.server().message();
      link.note(type, message);
      if (type == 'Z') {
        return failure;
      }
      if (type == 'E') {
        failure = new ServerSaid(message, link.encoding().get());
      }
      if (type != 'S') {
        link.toClient().write(message);
      }
      answers += "123Tn".indexOf(type) >= 0 ? 1 : 0;
    }
    if (failure != null) {
      describe(List.of(), 0, true);
    }
    return failure;
  }

  void send(byte[] message) throws IOException {
    link.toServer().write(message);
    link.toServer().flush();
  }
}
