package dev.rehearsal.harness.watch;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;
import java.util.Optional;

/**
 * What one look saw.
 *
 * @param sessions this program's sessions
 * @param quiet whether the migration's session was alone in its database, as in a timing take; then
 *     nothing else was asked
 * @param locks what the migration's session held, strongest first
 * @param waits who waited for a lock
 * @param progress what the server's progress views said of the migration's session
 */
public record View(
    List<Session> sessions,
    boolean quiet,
    List<Held> locks,
    List<Waiting> waits,
    List<Progress> progress) {

  static final String MIGRATION = "rehearse/replay";

  public View {
    sessions = List.copyOf(sessions);
    locks = List.copyOf(locks);
    waits = List.copyOf(waits);
    progress = List.copyOf(progress);
  }

  /**
   * A session.
   *
   * @param database the one it is connected to
   * @param queryNanos since its current or last query was sent
   * @param transactionNanos since its transaction began, 0 without one
   */
  public record Session(
      int pid,
      String database,
      String name,
      String state,
      long queryNanos,
      long transactionNanos,
      String query) {

    boolean active() {
      return "active".equals(state);
    }
  }

  /** A lock on a relation. */
  public record Held(String relation, LockMode mode) {}

  /**
   * A session that waits.
   *
   * @param wanted such as {@code ACCESS EXCLUSIVE on public.orders}
   * @param blockers the pids that it waits for: holders, and waiters ahead in the queue
   */
  public record Waiting(int pid, String wanted, long waitedNanos, List<Integer> blockers) {
    public Waiting {
      blockers = List.copyOf(blockers);
    }
  }

  /**
   * A command's progress.
   *
   * @param done blocks, or bytes of a COPY
   * @param total of the same, 0 if the server does not know
   */
  public record Progress(String command, String relation, String phase, long done, long total) {}

  /** The session that performs the migration, if it is connected. */
  Optional<Session> migration() {
    return sessions.stream().filter(session -> session.name().equals(MIGRATION)).findFirst();
  }
}
