package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;

/** Runs statements as they are, and lets somebody ask in between. */
final class StepPerformer implements Performer {

  private final Between between;

  StepPerformer(Between between) {
    this.between = between;
  }

  @Override
  public Performed perform(Statement statement, ReplaySession session) {
    if (statement.bookkeeping()) {
      return new Performed(session.run(statement), null);
    }
    long asked = session.nanos();
    try {
      between.before(statement, session);
    } catch (SQLException e) {
      return new Performed(Answer.bare(asked, session.nanos(), null, null, e), null);
    }
    return new Performed(session.run(statement), null);
  }

  @Override
  public void idle(int afterStatement) throws SQLException {
    between.idle(afterStatement);
  }
}
