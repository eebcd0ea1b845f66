package dev.rehearsal.reports.postgres;

/**
 * Queries that show a running migration, for PostgreSQL 14 to 18. They read only shared memory and
 * names, take no lock that a migration could hold up, and find the migration by its application
 * name.
 */
public final class MonitoringSql {

  /** The application name that the queries look for. */
  public static final String APPLICATION = "migration";

  /** Transactions that a strong lock would queue behind; to be asked before the start. */
  public static final String LONG_TRANSACTIONS =
      """
      SELECT pid, application_name, state, now() - xact_start AS open_for, left(query, 60) AS query
      FROM pg_stat_activity
      WHERE xact_start < now() - interval '30 seconds' AND pid <> pg_backend_pid()
      ORDER BY xact_start;""";

  /** What the migration does right now. */
  public static final String ACTIVITY =
      """
      SELECT pid, state, wait_event_type, wait_event, now() - query_start AS running,
             now() - xact_start AS in_transaction, left(query, 60) AS query
      FROM pg_stat_activity
      WHERE application_name = 'migration';""";

  /** The table and index locks that the migration holds or waits for. */
  public static final String LOCKS =
      """
      SELECT l.pid, l.relation::regclass AS relation, l.mode, l.granted,
             clock_timestamp() - l.waitstart AS waiting
      FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE a.application_name = 'migration' AND l.locktype = 'relation'
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY l.granted, l.mode, relation;""";

  /** Who waits for whom, longest first; the migration may be on either side. */
  public static final String WAITERS =
      """
      SELECT w.pid AS waiting_pid, w.application_name AS waiting, now() - w.query_start AS running,
             left(w.query, 60) AS waiting_query, blocker.pid AS blocking_pid,
             b.application_name AS blocking, b.state AS blocking_state,
             now() - b.xact_start AS blocking_transaction, left(b.query, 60) AS blocking_query
      FROM pg_stat_activity w
      CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS blocker(pid)
      LEFT JOIN pg_stat_activity b ON b.pid = blocker.pid
      WHERE w.wait_event_type = 'Lock'
      ORDER BY w.query_start;""";

  /** CREATE INDEX and REINDEX, also those inside ALTER TABLE. */
  public static final String CREATE_INDEX_PROGRESS =
      """
      SELECT pid, command, relid::regclass AS relation, phase, blocks_done, blocks_total,
             tuples_done, tuples_total, lockers_done, lockers_total, current_locker_pid
      FROM pg_stat_progress_create_index
      WHERE datname = current_database();""";

  /** CLUSTER and VACUUM FULL. */
  public static final String CLUSTER_PROGRESS =
      """
      SELECT pid, command, relid::regclass AS relation, phase, heap_blks_scanned, heap_blks_total,
             heap_tuples_scanned, heap_tuples_written, index_rebuild_count
      FROM pg_stat_progress_cluster
      WHERE datname = current_database();""";

  /** COPY. */
  public static final String COPY_PROGRESS =
      """
      SELECT pid, command, relid::regclass AS relation, type, bytes_processed, bytes_total,
             tuples_processed
      FROM pg_stat_progress_copy
      WHERE datname = current_database();""";

  /** VACUUM without FULL. */
  public static final String VACUUM_PROGRESS =
      """
      SELECT pid, relid::regclass AS relation, phase, heap_blks_scanned, heap_blks_vacuumed,
             heap_blks_total, index_vacuum_count
      FROM pg_stat_progress_vacuum
      WHERE datname = current_database();""";

  /** Ends the migration's statement; its transaction is rolled back. */
  public static final String CANCEL =
      """
      SELECT pid, pg_cancel_backend(pid) AS cancelled
      FROM pg_stat_activity
      WHERE application_name = 'migration' AND state = 'active';""";

  /** Ends the migration's session, also one that is idle in a transaction. */
  public static final String TERMINATE =
      """
      SELECT pid, pg_terminate_backend(pid) AS terminated
      FROM pg_stat_activity
      WHERE application_name = 'migration' AND pid <> pg_backend_pid();""";

  /** What a CONCURRENTLY that was cut short leaves. */
  public static final String INVALID_INDEXES =
      """
      SELECT indexrelid::regclass AS index, indrelid::regclass AS relation
      FROM pg_index
      WHERE NOT indisvalid OR NOT indisready;""";

  private MonitoringSql() {}
}
