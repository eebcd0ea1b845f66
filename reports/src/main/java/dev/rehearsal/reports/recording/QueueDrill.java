package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;

/**
 * A statement that wants a strong lock met a session that held the table, while the workload ran.
 *
 * @param statement index of the statement
 * @param relation the table that was held
 * @param adversary who held it: {@code long read} or {@code idle in transaction}
 * @param mode the lock it held
 * @param heldFromNanos since when
 * @param heldToNanos until when
 * @param lockTimeoutNanos how long each try waited at most, or null if it waited without limit
 * @param pauseNanos between two tries, or null if there was one try
 * @param tries in order
 */
public record QueueDrill(
    int statement,
    String relation,
    String adversary,
    LockMode mode,
    long heldFromNanos,
    long heldToNanos,
    Long lockTimeoutNanos,
    Long pauseNanos,
    List<Try> tries) {

  public QueueDrill {
    tries = List.copyOf(tries);
  }

  /**
   * One try of the statement.
   *
   * @param sqlState why it failed, or null if it went through
   */
  public record Try(long fromNanos, long toNanos, String sqlState) {}
}
