package dev.rehearsal.harness.estimate;

import dev.rehearsal.reports.postgres.SqlState;
import java.sql.SQLException;

/** Asks EXPLAIN, and leaves the session as it was: no locks, no settings, no failed transaction. */
final class Explain {

  /**
   * As the server checks a foreign key and sorts an index: alone, with the memory for such work.
   */
  private static final String AS_DDL_DOES =
      """
      SET LOCAL max_parallel_workers_per_gather = 0;
      SET LOCAL enable_indexscan = off;
      SET LOCAL enable_indexonlyscan = off;
      SET LOCAL enable_bitmapscan = off;
      SELECT pg_catalog.set_config('work_mem', pg_catalog.current_setting('maintenance_work_mem'), true)
      """;

  private static final String HASH_MEMORY =
      """
      SELECT pg_catalog.set_config(name, '1', true)
      FROM pg_catalog.pg_settings WHERE name = 'hash_mem_multiplier'
      """;

  private final Session session;

  Explain(Session session) {
    this.session = session;
  }

  /** The plan of a statement, or null where the server does not explain such a statement. */
  Plan statement(String sql) throws SQLException {
    return undone(() -> Plan.read(explain(sql)));
  }

  /** The plan of a query that stands for a statement, or null if the server refuses it. */
  Plan inPlaceOf(String sql) throws SQLException {
    return undone(
        () -> {
          session.command(AS_DDL_DOES);
          session.ask(HASH_MEMORY);
          return Plan.read(explain(sql));
        });
  }

  /** How many rows a table has. */
  Long count(String table) throws SQLException {
    return undone(
        () -> Long.valueOf(session.ask("SELECT count(*) FROM ONLY " + table).get(0).get(0)));
  }

  private String explain(String sql) throws SQLException {
    return session.ask("EXPLAIN (FORMAT JSON) " + sql).get(0).get(0);
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private <T> T undone(Question<T> question) throws SQLException {
    boolean idle = session.idle();
    session.command(idle ? "BEGIN" : "SAVEPOINT rehearse_explain");
    try {
      return question.ask();
    } catch (SQLException e) {
      if (SqlState.surroundingsFailed(e.getSQLState())) {
        throw e;
      }
      return null;
    } finally {
      session.command(
          idle
              ? "ROLLBACK"
              : "ROLLBACK TO SAVEPOINT rehearse_explain; RELEASE SAVEPOINT rehearse_explain");
    }
  }
}
