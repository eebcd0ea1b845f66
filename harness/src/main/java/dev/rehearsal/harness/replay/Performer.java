package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;

/** How one statement of the migration is run. */
public interface Performer {

  /**
   * Runs the statement on the session and waits for its end. A server error is a result and not an
   * exception.
   */
  Performed perform(Statement statement, ReplaySession session);

  /** Runs statements as they are and only keeps time. */
  static Performer plain() {
    return (statement, session) -> new Performed(session.run(statement), null);
  }
}
