package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;

/** Is asked between the statements of a migration, while none of them runs. */
public interface Between {

  /** The statement is about to be sent, inside whatever transaction is open. */
  void before(Statement statement, ReplaySession session) throws SQLException;

  /**
   * No transaction is open: before the first statement, and after each commit.
   *
   * @param afterStatement index of the last statement that ran, 0 for none
   */
  void idle(int afterStatement) throws SQLException;
}
