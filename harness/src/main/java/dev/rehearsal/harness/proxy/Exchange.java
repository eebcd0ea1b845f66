package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Performed;

/**
 * One statement that a tool sent and what came of it.
 *
 * @param index 1 for the take's first where each was inspected, else 0
 * @param session the connection's name, {@code tool/1} for the first
 * @param ordinal 1 for the session's first statement
 * @param sql its text as sent
 * @param transaction index of the transaction it ran in, across sessions
 * @param performed what the server said, and what was observed, if somebody looked
 */
public record Exchange(
    int index, String session, int ordinal, String sql, int transaction, Performed performed) {

  /** The same, complete only later, as when a COMMIT behind it was waited for. */
  Exchange until(long nanos) {
    return with(performed.answer().until(nanos));
  }

  /** The same, taken to have failed after all, as when the COMMIT behind it fails. */
  Exchange failedLater(Answer later) {
    return with(performed.answer().failedLater(later));
  }

  private Exchange with(Answer answer) {
    Performed changed = new Performed(answer, performed.facts());
    return new Exchange(index, session, ordinal, sql, transaction, changed);
  }
}
