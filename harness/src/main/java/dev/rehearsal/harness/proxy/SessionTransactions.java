package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.util.regex.Pattern;

/**
 * Tells where the transactions of one session begin and end, from what the server says. Several
 * statements in one message, or before one Sync, are one transaction though nobody said BEGIN.
 */
final class SessionTransactions {

  private static final Pattern TO_SAVEPOINT =
      Pattern.compile(
          "\\s*rollback\\s+((work|transaction)\\s+)?to\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final ProxyLog log;
  private final String session;
  private int current;
  private boolean explicit;
  private boolean failed;
  private boolean ended;
  private long startedNanos;
  private long endedNanos;

  SessionTransactions(ProxyLog log, String session) {
    this.log = log;
    this.session = session;
  }

  /** A statement was answered; the index of the transaction that it ran in. */
  int answered(String sql, Answer answer) {
    if (ended) {
      end(endedNanos, failed ? End.ROLLBACK : End.COMMIT);
    }
    if (current == 0) {
      current = log.beginTransaction();
      startedNanos = answer.startedNanos();
    }
    endedNanos = answer.endedNanos();
    failed = !answer.ok() || "ROLLBACK".equals(answer.tag());
    ended =
        "COMMIT".equals(answer.tag())
            || "ROLLBACK".equals(answer.tag()) && !TO_SAVEPOINT.matcher(sql).matches();
    explicit |= ended || "BEGIN".equals(answer.tag()) || "START TRANSACTION".equals(answer.tag());
    return current;
  }

  /** What seemed well failed at its commit. */
  void failed() {
    failed = true;
  }

  /** The server is ready for the next statement. */
  void ready(char status, long nanos) {
    if (current == 0) {
      return;
    }
    if (status == 'I') {
      end(nanos, failed ? End.ROLLBACK : End.COMMIT);
    } else {
      explicit = true;
    }
  }

  /** The connection is over. */
  void closed(boolean lost, long nanos) {
    if (current != 0) {
      end(nanos, lost ? End.LOST : ended && !failed ? End.COMMIT : End.ROLLBACK);
    }
  }

  private void end(long nanos, End how) {
    log.ended(new TransactionRun(current, session, explicit, startedNanos, nanos, how));
    current = 0;
    explicit = false;
    ended = false;
    failed = false;
  }
}
