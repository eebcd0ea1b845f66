package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.catalog.Catalog;
import java.sql.SQLException;
import java.util.Set;

/**
 * Knows the schema from statement to statement, and reads it again only where it may have changed.
 *
 * <p>Inside a transaction that is told by the counters of rows written to the server's own tables:
 * no change to a schema goes without one. Nobody else is connected in a facts take.
 */
final class SchemaWatch {

  private static final String ROWS_WRITTEN_TO_CATALOGS =
      """
      SELECT CASE WHEN pg_catalog.current_setting('track_counts') = 'on'
             THEN pg_catalog.sum(n_tup_ins + n_tup_upd + n_tup_del) ELSE -1 END
      FROM pg_catalog.pg_stat_xact_sys_tables
      WHERE schemaname = 'pg_catalog'
      """;

  /**
   * Whether another session holds a relation for itself, for which reading the schema would wait.
   */
  private static final String HELD_ELSEWHERE =
      """
      SELECT EXISTS (
        SELECT FROM pg_catalog.pg_locks l
        WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted
          AND l.relation >= 16384 AND l.pid <> pg_catalog.pg_backend_pid()
          AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                            WHERE d.datname = pg_catalog.current_database()))
      """;

  private static final Set<String> KEEPS_THE_SCHEMA =
      Set.of("BEGIN", "START TRANSACTION", "COMMIT", "SAVEPOINT", "RELEASE");

  private Catalog last;
  private long rowsWritten;
  private boolean unread;

  /** What is known counts no more after a transaction or a part of it was undone. */
  void ended(Answer control) {
    if (control.tag() == null || !KEEPS_THE_SCHEMA.contains(control.tag())) {
      last = null;
    }
  }

  /** What is known counts no more. */
  void forget() {
    last = null;
  }

  /**
   * Gets ready for a statement; not inside a transaction that has failed. What cannot be read now
   * is taken for empty, before and after.
   */
  Catalog before(InspectedSession session) throws SQLException {
    if (last == null || unread) {
      unread = heldElsewhere(session);
      last = unread ? Catalog.EMPTY : read(session);
    }
    rowsWritten = session.idle() ? -1 : rowsWritten(session);
    return last;
  }

  /** The schema after the statement; the same object if nothing has changed. */
  Catalog after(InspectedSession session) throws SQLException {
    if (!unread && mayHaveChanged(session)) {
      Catalog now = read(session);
      last = now.same(last) ? last : now;
    }
    return last;
  }

  /** Whether the statement may have changed a schema that could not be read. */
  boolean missed(InspectedSession session) throws SQLException {
    return unread && mayHaveChanged(session);
  }

  private boolean mayHaveChanged(InspectedSession session) throws SQLException {
    return session.idle() || rowsWritten < 0 || rowsWritten(session) != rowsWritten;
  }

  private static boolean heldElsewhere(InspectedSession session) throws SQLException {
    return session.ask(HELD_ELSEWHERE).get(0).get(0).startsWith("t");
  }

  private static long rowsWritten(InspectedSession session) throws SQLException {
    return Long.parseLong(session.ask(ROWS_WRITTEN_TO_CATALOGS).get(0).get(0));
  }

  /** Reads, and gives back the locks that reading took and the settings that it changed. */
  private static Catalog read(InspectedSession session) throws SQLException {
    boolean idle = session.idle();
    ours(session, idle ? "BEGIN" : "SAVEPOINT rehearse_catalog");
    Catalog read = Catalog.read(session::ask);
    if (idle) {
      ours(session, "ROLLBACK");
    } else {
      ours(session, "ROLLBACK TO SAVEPOINT rehearse_catalog");
      ours(session, "RELEASE SAVEPOINT rehearse_catalog");
    }
    return read;
  }

  private static void ours(InspectedSession session, String sql) throws SQLException {
    Answer answer = session.run(sql);
    if (!answer.ok()) {
      throw answer.failure();
    }
  }
}
