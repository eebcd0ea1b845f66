package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all takes together say about one statement.
 *
 * @param index as in the recording
 * @param strongestLock the strongest lock it held at its end on a relation that existed before, own
 *     or inherited from earlier in the transaction, or null if there was none
 * @param locks all locks of the facts take
 * @param heldNanos how long the strongest lock that the statement itself took was held: from the
 *     start of the statement to the end of its transaction, over the timing takes; null without one
 *     or if it took none on a relation that existed before
 * @param elapsedNanos over the timing takes; null without one
 * @param workUnderLock what it did while a lock that blocks reads or writes was held
 * @param stalls the longest stall of each probe that this statement caused, by probe name
 * @param rows rows it changed, or null
 * @param walBytes write-ahead log it wrote, or null
 * @param sizeDeltaBytes growth of the database, or null where not measured
 * @param tag the server's command tag, or null if it did not end well
 * @param outcome failed if it failed in any take, skipped if it ran in none, else ok
 * @param sqlState the server's code from the first take in which it failed, else null
 * @param message the server's message from the same take, else null
 * @param estimate what EXPLAIN expected; null without a steps take
 */
public record StatementResult(
    int index,
    String script,
    int line,
    String sql,
    String tag,
    StrongestLock strongestLock,
    List<Lock> locks,
    Spread heldNanos,
    Spread elapsedNanos,
    List<Work> workUnderLock,
    SortedMap<String, Long> stalls,
    Long rows,
    Long walBytes,
    Long sizeDeltaBytes,
    StatementRun.Outcome outcome,
    String sqlState,
    String message,
    Estimate estimate) {

  public StatementResult {
    locks = List.copyOf(locks);
    workUnderLock = List.copyOf(workUnderLock);
    stalls = Collections.unmodifiableSortedMap(new TreeMap<>(stalls));
  }

  /**
   * @param blocks the everyday operations that wait for this lock, as SQL spells them
   */
  public record StrongestLock(String relation, LockMode mode, List<String> blocks) {
    public StrongestLock {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * Work done while a lock that blocks others was held on a table that existed before the take.
   *
   * @param kind {@code scan}, {@code rewrite}, {@code index build}, {@code index rebuild} or {@code
   *     rows changed}
   * @param relation what was worked on
   * @param lockedRelation the table that others could not use meanwhile
   * @param mode the lock on it
   * @param lockedByStatement the statement that took the lock: this one or an earlier one
   */
  public record Work(
      String kind, String relation, String lockedRelation, LockMode mode, int lockedByStatement) {}
}
