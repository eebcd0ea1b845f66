package dev.rehearsal.harness.proxy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a client sends up to the point where the server answers ReadyForQuery: one simple query, or
 * extended messages up to Sync.
 */
final class Group {

  private final Deque<Sent> unanswered = new ArrayDeque<>();
  private String parsed;
  private long parsedNanos;
  private boolean whole;
  private boolean simple;

  /** A statement that was sent to be executed. */
  record Sent(String sql, long nanos) {}

  static Group simple() {
    Group group = new Group();
    group.simple = true;
    group.whole = true;
    return group;
  }

  void parsed(String sql, long nanos) {
    parsed = sql;
    parsedNanos = nanos;
  }

  void sent(String sql, long nanos) {
    parsed = null;
    unanswered.add(new Sent(sql, nanos));
  }

  void finish() {
    whole = true;
  }

  /** COPY data comes after it: the server has passed over the Sync that it had been sent. */
  void reopen() {
    whole = simple;
  }

  boolean whole() {
    return whole;
  }

  /** The statement that is answered now, or null if none was waited for. */
  Sent answered() {
    return unanswered.poll();
  }

  /** The statement that an error is about; all others before ReadyForQuery are not run. */
  Sent failed() {
    Sent next = unanswered.poll();
    unanswered.clear();
    if (next == null && parsed != null) {
      next = new Sent(parsed, parsedNanos);
    }
    parsed = null;
    return next;
  }
}
