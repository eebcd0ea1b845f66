package dev.rehearsal.harness.replay;

/**
 * Somebody stands in the way of statements, and it is known how often a statement tries to get
 * past. Used by the thread that replays.
 */
public interface Standoff {

  /** Whether somebody waits for this statement. */
  boolean expects(int statement);

  /**
   * Gets in the way. Called before the first try, outside everything that is timed.
   *
   * @param backendPid the migration's server process
   * @param ownLockTimeoutNanos what the migration has set, or null if nothing
   * @return whether anybody stands there; otherwise the statement is run as always and {@link #end}
   *     is not called
   */
  boolean begin(int statement, int backendPid, Long ownLockTimeoutNanos);

  /** The {@code lock_timeout} of each try, or null to leave the migration's own. */
  Long lockTimeoutNanos();

  /**
   * A try is over.
   *
   * @param sqlState why it failed, or null
   * @return whether to try again, at once: a pause between two tries lies in this call
   */
  boolean tried(long fromNanos, long toNanos, String sqlState);

  /** Gets out of the way. */
  void end();
}
