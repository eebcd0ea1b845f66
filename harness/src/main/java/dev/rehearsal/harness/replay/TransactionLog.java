package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.util.ArrayList;
import java.util.List;

/** Tells from the session's transaction state where transactions begin and end. */
final class TransactionLog {

  private final String session;
  private final List<TransactionRun> ended = new ArrayList<>();
  private long openSince;
  private boolean open;

  TransactionLog(String session) {
    this.session = session;
  }

  /** The index of the transaction that is open, or that a statement sent now would begin. */
  int current() {
    return ended.size() + 1;
  }

  /**
   * A statement was answered.
   *
   * @param idleBefore whether no transaction block was open before it
   * @param idleAfter whether none is open now
   */
  void answered(Answer answer, boolean idleBefore, boolean idleAfter) {
    if (idleBefore && !open) {
      openSince = answer.startedNanos();
      open = true;
    }
    if (answer.connectionLost()) {
      end(!idleBefore, answer.endedNanos(), End.LOST);
    } else if (idleAfter) {
      boolean committed = answer.ok() && (idleBefore || !"ROLLBACK".equals(answer.tag()));
      end(!idleBefore, answer.endedNanos(), committed ? End.COMMIT : End.ROLLBACK);
    } else if (!idleBefore && "COMMIT".equals(answer.tag())) {
      // AND CHAIN: the next transaction is open at once.
      end(true, answer.endedNanos(), End.COMMIT);
      openSince = answer.endedNanos();
      open = true;
    }
  }

  /** The session ended with a transaction open, which the server rolls back. */
  void sessionEnds(long nanos) {
    if (open) {
      end(true, nanos, End.ROLLBACK);
    }
  }

  private void end(boolean explicit, long nanos, End how) {
    ended.add(new TransactionRun(current(), session, explicit, openSince, nanos, how));
    open = false;
  }

  List<TransactionRun> transactions() {
    return ended;
  }
}
