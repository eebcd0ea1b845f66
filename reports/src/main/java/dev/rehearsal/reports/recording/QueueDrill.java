package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;

/**
 * A statement that wants a strong lock met a session that held the table, while the workload ran.
 * The adversary held the table before the statement was sent.
 *
 * @param statement index of the statement
 * @param relation the table that was held
 * @param adversary who held it: {@code long read} or {@code idle in transaction}
 * @param session the adversary's application name
 * @param mode the lock it held
 * @param holdNanos for how long it was to hold: from when the statement began to wait, or, where it
 *     came back, each time
 * @param freeNanos how long it stayed away before it came back, or null if it did not come back
 * @param ownLockTimeoutNanos {@code lock_timeout} as the migration had set it when the statement
 *     was due, or null if it had set none
 * @param lockTimeoutNanos the {@code lock_timeout} that the drill set for each try, or null if it
 *     left the migration's own
 * @param pauseNanos mean pause between two tries, or null if the drill did not retry
 * @param tries in order; what a try had to send again of its transaction is part of it
 * @param holds when the adversary held the table, in order
 * @param gap why the statement could not be drilled, or null if it was
 */
public record QueueDrill(
    int statement,
    String relation,
    String adversary,
    String session,
    LockMode mode,
    long holdNanos,
    Long freeNanos,
    Long ownLockTimeoutNanos,
    Long lockTimeoutNanos,
    Long pauseNanos,
    List<Try> tries,
    List<Hold> holds,
    String gap) {

  public QueueDrill {
    tries = List.copyOf(tries);
    holds = List.copyOf(holds);
  }

  /** Whether the drill retried with a lock timeout of its own. */
  public boolean retries() {
    return lockTimeoutNanos != null;
  }

  /**
   * One try of the statement.
   *
   * @param sqlState why it failed, or null if it went through
   */
  public record Try(long fromNanos, long toNanos, String sqlState) {}

  /** The adversary held the table. */
  public record Hold(long fromNanos, long toNanos) {}
}
