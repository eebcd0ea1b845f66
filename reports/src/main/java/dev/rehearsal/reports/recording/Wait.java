package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;

/**
 * One session waited for a lock.
 *
 * @param session who waited, by its application name
 * @param lockType the server's {@code pg_locks.locktype}: {@code relation}, {@code transactionid},
 *     {@code virtualxid}, {@code tuple} and so on
 * @param relation the relation wanted, or null where the lock is not on one
 * @param mode the mode wanted, or null for a kind of lock that has no table lock mode
 * @param fromNanos when it began to wait, as the server says it ({@code pg_locks.waitstart})
 * @param toNanos the first look at which it no longer waited: late by up to one observer period
 * @param blockers the sessions it waited for, as last seen: holders and waiters ahead in the queue
 */
public record Wait(
    String session,
    String lockType,
    String relation,
    LockMode mode,
    long fromNanos,
    long toNanos,
    List<String> blockers) {
  public Wait {
    blockers = List.copyOf(blockers);
  }
}
