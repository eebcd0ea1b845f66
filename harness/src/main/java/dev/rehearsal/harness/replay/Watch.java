package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at the migration's session from outside while a statement runs. It sees what the session
 * itself cannot be asked about afterwards: locks given back before the statement's end, and
 * statements that bar a transaction.
 */
public interface Watch {

  /**
   * Starts to look.
   *
   * @param backendPid the migration's server process
   * @param holdAtWaits whether to keep the statement waiting for a moment where it must wait for
   *     other transactions, so that its locks can be read at leisure
   */
  void begin(int backendPid, boolean holdAtWaits);

  /** Stops looking and says what was seen. */
  Sighting end();

  /**
   * What was seen.
   *
   * @param held relation locks seen held at least once
   * @param wanted relation locks seen waited for at least once
   * @param progress phases of the progress views
   * @param periodNanos how often it looked, on the whole
   * @param missed why nothing could be seen, or null
   */
  record Sighting(
      List<SeenLock> held,
      List<SeenLock> wanted,
      List<SeenPhase> progress,
      long periodNanos,
      String missed) {
    public Sighting {
      held = List.copyOf(held);
      wanted = List.copyOf(wanted);
      progress = List.copyOf(progress);
    }

    /** The locks that the statement had: if it succeeded, it got what it waited for. */
    Set<SeenLock> locks(boolean succeeded) {
      Set<SeenLock> locks = new LinkedHashSet<>(held);
      if (succeeded) {
        locks.addAll(wanted);
      }
      return locks;
    }
  }

  /** A relation lock by OID. */
  record SeenLock(long relation, LockMode mode) {}

  /**
   * A phase of a progress view.
   *
   * @param relation OID, 0 if the view has none
   */
  record SeenPhase(String command, long relation, String phase, long seenNanos) {}
}
