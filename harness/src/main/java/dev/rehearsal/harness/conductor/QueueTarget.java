package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Adversary;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A statement that has to wait if somebody uses a table, as the facts take saw it.
 *
 * @param statement index of the statement
 * @param relation the table, {@code schema.name}, as it is called before the statement
 * @param adversary who is to hold it
 */
record QueueTarget(int statement, String relation, Adversary adversary) {

  /** A foreign table is read elsewhere; nobody waits for anybody else's index. */
  private static final Set<String> TABLES =
      Set.of("table", "partitioned table", "materialized view");

  /**
   * The statements that took a lock which readers or writers have to wait for, on a table that
   * existed before. Where a statement took several, the strongest counts, of equals the first by
   * name.
   *
   * @param wanted the adversary of all statements; statements whose lock it does not keep waiting
   *     are left out. Null for the one that suits each: a long read, or for locks that let readers
   *     pass a transaction that writes
   */
  static List<QueueTarget> of(Take facts, Adversary wanted) {
    return facts.statements().stream()
        .map(statement -> of(statement, wanted))
        .filter(Objects::nonNull)
        .toList();
  }

  private static QueueTarget of(StatementRun statement, Adversary wanted) {
    return statement.locks().stream()
        .filter(lock -> lock.acquired() && lock.preexisting() && TABLES.contains(lock.kind()))
        .filter(lock -> lock.mode().blocksReads() || lock.mode().blocksWrites())
        .sorted(Comparator.comparing(Lock::mode).reversed().thenComparing(Lock::relation))
        .map(lock -> target(statement.index(), lock, wanted))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static QueueTarget target(int statement, Lock lock, Adversary wanted) {
    return Arrays.stream(Adversary.values())
        .filter(adversary -> wanted == null || adversary == wanted)
        .filter(adversary -> lock.mode().conflictsWith(adversary.mode()))
        .filter(adversary -> canHold(adversary, lock))
        .findFirst()
        .map(adversary -> new QueueTarget(statement, lock.relation(), adversary))
        .orElse(null);
  }

  /** Nobody writes to a materialized view. */
  private static boolean canHold(Adversary adversary, Lock lock) {
    return adversary.mode() == LockMode.ACCESS_SHARE || !lock.kind().equals("materialized view");
  }
}
