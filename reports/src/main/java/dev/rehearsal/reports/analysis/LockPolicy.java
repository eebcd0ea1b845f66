package dev.rehearsal.reports.analysis;

/**
 * What the lock-queue drill found for one statement: what piles up behind it while a session holds
 * the table, and what a lock timeout with retries makes of that. Nothing in it is claimed beyond
 * what was measured.
 *
 * @param statement index of the statement
 * @param relation the table that was held
 * @param adversary who held it: {@code long read} or {@code idle in transaction}
 * @param holdNanos for how long it held, from when the statement began to wait, or each time
 * @param ownLockTimeoutNanos {@code lock_timeout} that the migration had set when the statement was
 *     due, or null if none
 * @param gaveUp whether that timeout ended the statement's wait
 * @param waitedNanos how long it waited for the adversary without a timeout of the drill, or null
 *     if that was not measured
 * @param queuedNanos the longest that a firing was stalled while the statement waited, or null if
 *     that was not measured
 * @param stalledFirings how many firings were stalled meanwhile, or null if that was not measured
 * @param stallWithoutNanos the longest stall that it caused, waiting and then working, without a
 *     timeout of the drill, or null if that was not measured
 * @param freeNanos how long the adversary stayed away between two holds, or null without retries
 * @param lockTimeoutNanos the {@code lock_timeout} of each try, or null without retries
 * @param pauseNanos mean pause between two tries, or null without retries
 * @param tries how often it was tried with the timeout, over all takes that retried
 * @param succeeded how often it went through
 * @param chance succeeded by tries, or null without tries; the first try of each take always meets
 *     the held table
 * @param stallWithNanos the longest stall that it caused with timeout and retries, waiting and then
 *     working, or null if that was not measured
 * @param withinBudget whether it went through in every take that retried and its longest stall
 *     there kept within max-stall; null without retries or limit
 * @param gap why a part of this was not measured, or null
 */
public record LockPolicy(
    int statement,
    String relation,
    String adversary,
    long holdNanos,
    Long ownLockTimeoutNanos,
    boolean gaveUp,
    Long waitedNanos,
    Long queuedNanos,
    Long stalledFirings,
    Long stallWithoutNanos,
    Long freeNanos,
    Long lockTimeoutNanos,
    Long pauseNanos,
    long tries,
    long succeeded,
    Double chance,
    Long stallWithNanos,
    Boolean withinBudget,
    String gap) {}
