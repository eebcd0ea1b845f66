package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;
import java.util.List;

/**
 * A session whose statements can be inspected: it runs the migration's own, and ours in between.
 * Not safe for threads.
 */
public interface InspectedSession {

  /** The process id of the session's server process. */
  int backendPid();

  /** Whether no transaction block is open. */
  boolean idle();

  boolean closed();

  /** Runs a statement of the migration and waits for its answer. Server errors are a result. */
  Answer run(Statement statement);

  /** Runs SQL text of our own, such as BEGIN. */
  Answer run(String sql);

  /**
   * Asks a question inside whatever transaction is open. Columns come as text, NULL as null.
   *
   * @throws SQLException if there is no answer
   */
  List<List<String>> ask(String sql) throws SQLException;
}
