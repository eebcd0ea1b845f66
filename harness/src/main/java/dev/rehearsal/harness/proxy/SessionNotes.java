package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.proxy.Group.Sent;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Performed;
import dev.rehearsal.harness.time.Ticker;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * Notes the statements of one connection: what was sent, when, and what the server said to it. Fed
 * by two threads, one for each direction; safe for them.
 */
final class SessionNotes {

  /** A loop that raises a notice per row must not fill the memory or the report. */
  private static final int NOTICES_KEPT = 200;

  private final ProxyLog log;
  private final String session;
  private final Ticker ticker;
  private final PreparedTexts texts = new PreparedTexts();
  private final Deque<Group> groups = new ArrayDeque<>();
  private final SessionTransactions transactions;
  private final List<Answer.Notice> notices = new ArrayList<>();
  private Exchange last;
  private long lastEndNanos;

  /**
   * When the server could begin with what it answers now. Of statements that come as one it keeps
   * the answers back, so that nobody can tell when it was done with which: each counts from there.
   */
  private long groupNanos = -1;

  private int count;
  private boolean closed;

  SessionNotes(ProxyLog log, String session, Ticker ticker) {
    this.log = log;
    this.session = session;
    this.ticker = ticker;
    this.transactions = new SessionTransactions(log, session);
  }

  /** One message with all of them. */
  synchronized void query(List<String> statements) {
    long now = ticker.nanos();
    Group group = Group.simple();
    statements.forEach(sql -> group.sent(sql, now));
    groups.add(group);
  }

  synchronized void parse(String name, String text) {
    texts.parse(name, text);
    open().parsed(text, ticker.nanos());
  }

  synchronized void bind(String portal, String statement) {
    texts.bind(portal, statement);
    open();
  }

  synchronized void close(char type, String name) {
    texts.close(type, name);
    open();
  }

  synchronized void execute(String portal) {
    open().sent(texts.ofPortal(portal), ticker.nanos());
  }

  synchronized void sync() {
    open().finish();
  }

  synchronized void copyEnds() {
    if (!groups.isEmpty()) {
      groups.peekLast().reopen();
    }
  }

  private Group open() {
    Group lastGroup = groups.peekLast();
    if (lastGroup == null || lastGroup.whole()) {
      lastGroup = new Group();
      groups.add(lastGroup);
    }
    return lastGroup;
  }

  synchronized void notice(ServerErrorMessage fields) {
    if (!DdlWitness.SQLSTATE.equals(fields.getSQLState()) && notices.size() < NOTICES_KEPT) {
      notices.add(ServerText.notice(fields));
    }
  }

  /**
   * A statement is complete.
   *
   * @param status the command tag with its counts; empty if there was no statement
   */
  synchronized void complete(String status) {
    Group group = groups.peek();
    Sent sent = group == null ? null : group.answered();
    if (sent != null && !status.isEmpty()) {
      answered(sent, ServerText.tag(status), ServerText.rows(status), null);
    }
  }

  synchronized void error(PSQLException failure) {
    Group group = groups.peek();
    Sent sent = group == null ? null : group.failed();
    if (sent != null) {
      answered(sent, null, null, failure);
    } else if (group != null && last != null) {
      failedAtCommit(failure);
    }
  }

  /** What was complete is not, as where a deferred constraint fails behind a Sync. */
  private void failedAtCommit(PSQLException failure) {
    long now = ticker.nanos();
    last = last.failedLater(new Answer(now, now, null, null, failure, List.of(), List.of()));
    transactions.failed();
  }

  /** Whether the server has something to do for the client. */
  synchronized boolean busy() {
    return !groups.isEmpty();
  }

  synchronized void ready(char status) {
    long now = ticker.nanos();
    flush(now);
    groups.poll();
    groupNanos = -1;
    transactions.ready(status, now);
  }

  /** The connection is over. */
  synchronized void closed(boolean byServer) {
    if (closed) {
      return;
    }
    closed = true;
    long now = ticker.nanos();
    Group group = groups.peek();
    Sent unanswered = group == null ? null : group.answered();
    if (unanswered != null) {
      String who = byServer ? "the server closed" : "the client closed";
      answered(
          unanswered,
          null,
          null,
          new PSQLException(who + " the connection", PSQLState.CONNECTION_FAILURE));
    }
    flush(now);
    transactions.closed(unanswered != null, now);
  }

  /** The one before has no more to wait for: where it is the last, its COMMIT belongs to it. */
  private void answered(Sent sent, String tag, Long rows, SQLException failure) {
    write();
    long now = ticker.nanos();
    groupNanos = groupNanos < 0 ? Math.max(sent.nanos(), lastEndNanos) : groupNanos;
    long started = Math.max(sent.nanos(), groupNanos);
    Answer answer = new Answer(started, now, tag, rows, failure, notices, List.of());
    notices.clear();
    lastEndNanos = now;
    int transaction = transactions.answered(sent.sql(), answer);
    last = new Exchange(0, session, ++count, sent.sql(), transaction, new Performed(answer, null));
  }

  private void flush(long nanos) {
    if (last != null) {
      last = last.until(nanos);
      lastEndNanos = nanos;
      write();
    }
  }

  private void write() {
    if (last != null) {
      log.add(last);
      last = null;
    }
  }
}
