package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;

/** How one statement of the migration is run. */
public interface Performer {

  /**
   * Runs the statement on the session and waits for its end. A server error is a result and not an
   * exception.
   */
  Performed perform(Statement statement, ReplaySession session);

  /**
   * No transaction is open: before the first statement, and after each commit.
   *
   * @param afterStatement index of the last statement that ran, 0 for none
   * @throws SQLException if nothing more can be asked: the replay ends here
   */
  default void idle(int afterStatement) throws SQLException {}

  /** Runs statements as they are, and lets somebody ask in between. */
  static Performer stepwise(Between between) {
    return new StepPerformer(between);
  }

  /** Runs statements as they are and only keeps time. */
  static Performer plain() {
    return (statement, session) -> new Performed(session.run(statement), null);
  }
}
