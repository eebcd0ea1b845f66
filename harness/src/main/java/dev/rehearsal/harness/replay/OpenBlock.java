package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The transaction block that the session is in, with what was sent in it, so that it can be begun
 * again and brought to the same point. Used by one thread.
 */
final class OpenBlock {

  private final List<Statement> sent = new ArrayList<>();
  private boolean open;
  private boolean begunByScript;

  /** A statement of the migration is about to be performed. */
  void before(ReplaySession session) {
    open = !session.idle();
    if (!open) {
      sent.clear();
      begunByScript = false;
    }
  }

  /** It was performed. */
  void after(Statement statement, Answer answer, ReplaySession session) {
    if (!answer.ok() || session.closed() || session.idle()) {
      return;
    }
    if (open && "COMMIT".equals(answer.tag())) {
      // AND CHAIN: a new block, which nobody has said BEGIN to.
      sent.clear();
      begunByScript = false;
    } else {
      begunByScript |= !open;
      sent.add(statement);
    }
  }

  /** Whether the statement that is being performed is inside a block. */
  boolean open() {
    return open;
  }

  /** Rolls back and sends everything again. The answer is the first that failed, or the last. */
  Answer reopen(ReplaySession session) {
    Answer first = session.run("ROLLBACK");
    Answer answer = first.ok() && !begunByScript ? session.run("BEGIN") : first;
    for (Statement statement : sent) {
      if (!answer.ok()) {
        break;
      }
      answer = session.run(statement);
    }
    return answer.since(first.startedNanos());
  }
}
